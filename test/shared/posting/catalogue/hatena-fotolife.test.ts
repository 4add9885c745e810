import { describePostings } from '../../../support/posting-cases.ts';

describePostings('hatena-fotolife');
