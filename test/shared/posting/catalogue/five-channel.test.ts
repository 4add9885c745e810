import { describePostings } from '../../../support/posting-cases.ts';

describePostings('5ch');
