/** The monthly report as CSV that Excel opens: a line for each number, so that months can be joined. */
import type { PostingReport, ServiceReport } from '../../../shared/protocol/posting-report.ts';
import { csvLine, japanTime } from './export.ts';

type Line = readonly [section: string, item: string | null, value: string | number | null];

export function reportCsv({ month, services }: PostingReport): string {
  const head = csvLine(['月', 'サービス', 'サービス名', '区分', '項目', '値']);
  const lines = services.flatMap((each) =>
    linesOf(each).map((line) => csvLine([month, each.service, each.title, ...line])),
  );
  return `\ufeff${head}${lines.join('')}`;
}

function linesOf(report: ServiceReport): Line[] {
  const { reviews, outsideHours, terms, drafts, corrections, disaster } = report;
  return [
    ['件数', '公開', report.published],
    ['件数', '編集', report.edited],
    ['件数', '削除', report.deleted],
    ['件数', '警告で止まった', report.warned],
    ['件数', '遮断した', report.stopped],
    ['件数', 'サービスが受け付けなかった', report.notTaken],
    ['件数', '外で見つかった', report.outside],
    ['時間外', '投稿された', outsideHours.left],
    ['時間外', '止まった', outsideHours.held],
    ['確認', '対象', reviews.wanted],
    ['確認', '確認済み', reviews.reviewed],
    ['確認', '期限の後に確認', reviews.late],
    ['確認', '確認待ち', reviews.open],
    ['確認', '期限超過', reviews.overdue],
    ['確認', '確認までの時間（中央値）', reviews.medianHours],
    ['確認', '確認までの時間（最長）', reviews.longestHours],
    ['下書きの承認', '依頼', drafts.asked],
    ['下書きの承認', '承認', drafts.approved],
    ['下書きの承認', '文を直して承認', drafts.changed],
    ['下書きの承認', '差し戻し', drafts.sentBack],
    ['下書きの承認', '承認待ち', drafts.waiting],
    ['下書きの承認', '承認までの時間（中央値）', drafts.medianHours],
    ['下書きの承認', '承認までの時間（最長）', drafts.longestHours],
    ['訂正指示', '指示', corrections.ordered],
    ['訂正指示', '訂正済み', corrections.done],
    ['訂正指示', '訂正待ち', corrections.open],
    ['訂正指示', '期限超過', corrections.overdue],
    ['災害時の投稿', '投稿された', disaster.posted],
    ['災害時の投稿', '確認済み', disaster.confirmed],
    ['災害時の投稿', '確認待ち', disaster.open],
    ...report.acts.flatMap(({ act, sent, held }): Line[] => [
      ['種類（投稿された）', act, sent],
      ['種類（止まった）', act, held],
    ]),
    ...report.topics.map(({ topic, count }): Line => ['話題', topic, count]),
    ...report.accounts.map(({ account, published }): Line => ['アカウント', account, published]),
    ...report.reasons.flatMap(({ reason, stopped, warned, wentOn }): Line[] => [
      ['理由（遮断）', reason, stopped],
      ['理由（警告で止まった）', reason, warned],
      ['理由（警告の後に進んだ）', reason, wentOn],
    ]),
    ...report.suspensions.map(({ account, from, until, reason }): Line => {
      const span = `${from ?? ''}～${until ?? ''}`;
      return ['停止', account, `${span} ${reason}`];
    }),
    ...report.silentAccounts.map(({ account, last }): Line => {
      const time = last === null ? null : japanTime.format(new Date(last));
      return ['投稿のないアカウント', account, time];
    }),
    ['約款', terms.state, terms.checked],
    ...report.posters.map(({ account, user, problem, until }): Line => {
      const value = [problem, until].filter(Boolean).join(' ');
      return ['期間外の担当者', `${account} ${user}`, value];
    }),
    ...report.withoutPoster.map((account): Line => ['担当者のいないアカウント', account, 1]),
    ...report.days.flatMap(({ day, sent, warned, stopped }): Line[] => [
      ['日ごと（投稿された）', day, sent],
      ['日ごと（警告で止まった）', day, warned],
      ['日ごと（遮断した）', day, stopped],
    ]),
  ];
}
