import { describePostings } from '../../../support/posting-cases.ts';

describePostings('threads');
