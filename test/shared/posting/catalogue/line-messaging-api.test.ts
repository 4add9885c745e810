import { describePostings } from '../../../support/posting-cases.ts';

describePostings('line-messaging-api');
