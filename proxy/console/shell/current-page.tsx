import { maySee } from '../navigation.ts';
import { AccountsPage } from '../pages/accounts-page.tsx';
import { ApprovalsPage } from '../pages/approvals-page.tsx';
import { AuditPage } from '../pages/audit-page.tsx';
import { ChangesPage } from '../pages/changes-page.tsx';
import { DisastersPage } from '../pages/disasters-page.tsx';
import { DocumentsPage } from '../pages/documents-page.tsx';
import { HistoryPage } from '../pages/history-page.tsx';
import { LearningPage } from '../pages/learning-page.tsx';
import { ListPage } from '../pages/list-page.tsx';
import { ListsPage } from '../pages/lists-page.tsx';
import { NotificationsPage } from '../pages/notifications-page.tsx';
import { OverviewPage } from '../pages/overview-page.tsx';
import { PasswordPage } from '../pages/password-page.tsx';
import { PastePage } from '../pages/paste-page.tsx';
import { PolicyPage } from '../pages/policy-page.tsx';
import { PostingCalendarPage } from '../pages/posting-calendar-page.tsx';
import { PostingDraftsPage } from '../pages/posting-drafts-page.tsx';
import { PostingImportsPage } from '../pages/posting-imports-page.tsx';
import { PostingPage } from '../pages/posting-page.tsx';
import { PostingReportPage } from '../pages/posting-report-page.tsx';
import { PostingsPage } from '../pages/postings-page.tsx';
import { ProcedurePage } from '../pages/procedure-page.tsx';
import { ProposalPage } from '../pages/proposal-page.tsx';
import { ProposalsPage } from '../pages/proposals-page.tsx';
import { RegisterPage } from '../pages/register-page.tsx';
import { RegisterServicePage } from '../pages/register-service-page.tsx';
import { RequestsPage } from '../pages/requests-page.tsx';
import { RestorePage } from '../pages/restore-page.tsx';
import { TesterPage } from '../pages/tester-page.tsx';
import { UploadsPage } from '../pages/uploads-page.tsx';
import { WantedPage } from '../pages/wanted-page.tsx';
import { Page } from '../parts/page.tsx';
import type { Route } from '../route.ts';
import { useSession } from '../session.tsx';
import { useWords } from '../words/language.tsx';

export function CurrentPage({ route }: { readonly route: Route | null }) {
  const words = useWords();
  const { role } = useSession().account;
  if (route === null) {
    return (
      <Page title={words.notFoundTitle}>
        <p>{words.notFound}</p>
      </Page>
    );
  }
  if (!maySee(role, route.page)) {
    return (
      <Page title={words.notYoursTitle}>
        <p>{words.notYours}</p>
      </Page>
    );
  }
  switch (route.page) {
    case 'overview':
      return <OverviewPage />;
    case 'lists':
      return <ListsPage />;
    case 'list':
      return <ListPage id={route.id ?? ''} />;
    case 'paste':
      return <PastePage id={route.id ?? ''} />;
    case 'changes':
      return <ChangesPage />;
    case 'policy':
      return <PolicyPage />;
    case 'history':
      return <HistoryPage />;
    case 'restore':
      return <RestorePage key={route.id} id={route.id ?? ''} />;
    case 'proposals':
      return <ProposalsPage />;
    case 'proposal':
      return <ProposalPage key={route.id} id={route.id ?? ''} />;
    case 'tester':
      return <TesterPage />;
    case 'requests':
      return <RequestsPage />;
    case 'wanted':
      return <WantedPage />;
    case 'learning':
      return <LearningPage />;
    case 'approvals':
      return <ApprovalsPage />;
    case 'postingDrafts':
      return <PostingDraftsPage />;
    case 'uploads':
      return <UploadsPage />;
    case 'postings':
      return <PostingsPage />;
    case 'posting':
      return <PostingPage key={route.id} id={route.id ?? ''} />;
    case 'register':
      return <RegisterPage />;
    case 'registered-service':
      return <RegisterServicePage key={route.id} id={route.id ?? ''} />;
    case 'procedure':
      return <ProcedurePage key={route.id} id={route.id ?? ''} />;
    case 'calendar':
      return <PostingCalendarPage />;
    case 'imports':
      return <PostingImportsPage />;
    case 'report':
      return <PostingReportPage />;
    case 'audit':
      return <AuditPage />;
    case 'notifications':
      return <NotificationsPage />;
    case 'disasters':
      return <DisastersPage />;
    case 'documents':
      return <DocumentsPage />;
    case 'accounts':
      return <AccountsPage />;
    case 'password':
      return <PasswordPage />;
  }
}
