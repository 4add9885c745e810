/** One service of the register as the console shows it to somebody. */
import { isInTerm } from '../../../shared/policy/people-in-term.ts';
import { type PostingRule, postingDefaults } from '../../../shared/policy/posting-schema.ts';
import {
  isOnlyMissing,
  type RegisterSurroundings,
  registerGaps,
} from '../../../shared/policy/register-gaps.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { RegisteredService, RegisterField } from '../../../shared/protocol/register.ts';
import { serviceTitle } from '../postings/service-title.ts';

export function shownService(
  policy: Pick<Policy, 'posting'>,
  rule: PostingRule,
  surroundings: RegisterSurroundings,
  mayEdit: readonly RegisterField[],
): RegisteredService {
  const { requests: _, ...shown } = rule;
  const { forbidden = {} } = rule;
  return {
    service: rule.service,
    title: serviceTitle(policy, rule.service),
    rule: shown,
    effective: {
      approval: rule.approval ?? postingDefaults.approval,
      reviewWithin: rule.reviewWithin ?? postingDefaults.reviewWithin,
      outsideHours: rule.outsideHours ?? postingDefaults.outsideHours,
      topicMissing: rule.topicMissing ?? postingDefaults.topicMissing,
      shorteners: forbidden.shorteners ?? postingDefaults.shorteners,
      pictureMetadata: forbidden.pictureMetadata ?? postingDefaults.pictureMetadata,
      findings: [...(forbidden.findings ?? postingDefaults.findings)],
      level: forbidden.level ?? postingDefaults.level,
      clause: rule.clause ?? postingDefaults.clause,
    },
    gaps: registerGaps(rule, surroundings).map(({ kind, at, account, subject }) => ({
      kind,
      field: String(account === null ? at[0] : at[2]),
      account,
      subject,
      onlyMissing: isOnlyMissing(kind),
    })),
    suspendedNow: rule.accounts
      .filter(({ suspended }) => suspended !== undefined && isInTerm(suspended, surroundings.at))
      .map(({ name }) => name),
    mayEdit: [...mayEdit],
  };
}
