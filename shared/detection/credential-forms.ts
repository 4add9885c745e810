/** Secrets that have a form of their own: a prefix that nothing else begins with, and a length. */

export interface CredentialForm {
  /** Shown instead of the secret. */
  readonly name: string;
  readonly pattern: RegExp;
  /** How seldom something else looks so. */
  readonly confidence: number;
}

const free = (pattern: string) =>
  new RegExp(`(?<![A-Za-z0-9_-])(?:${pattern})(?![A-Za-z0-9_])`, 'g');

export const credentialForms: readonly CredentialForm[] = [
  {
    name: 'private key',
    pattern:
      /-----BEGIN (?:[A-Z0-9]{2,12} )?PRIVATE KEY(?: BLOCK)?-----(?=(?:\s|\\n|\\r|[A-Za-z0-9+/=:,.-]){24})/g,
    confidence: 0.95,
  },
  {
    name: 'private key',
    pattern: /---- BEGIN SSH2 (?:ENCRYPTED )?PRIVATE KEY ----/g,
    confidence: 0.95,
  },
  { name: 'private key', pattern: /PuTTY-User-Key-File-[123]: ?[a-z0-9-]{4,}/g, confidence: 0.95 },
  { name: 'private key', pattern: free('AGE-SECRET-KEY-1[0-9A-Z]{58}'), confidence: 0.95 },
  {
    name: 'AWS',
    pattern: free('(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{12}(?!EXAMPLE)[A-Z2-7]{4}'),
    confidence: 0.9,
  },
  { name: 'AWS', pattern: free('(?:AKIA|ASIA)[A-Z0-9]{9}EXAMPLE'), confidence: 0.6 },
  {
    name: 'AWS',
    pattern: /aws.{0,20}secret.{0,20}[:=]\s{0,3}["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/gi,
    confidence: 0.9,
  },
  {
    name: 'GitHub',
    pattern: free('gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}'),
    confidence: 0.95,
  },
  {
    name: 'GitLab',
    pattern: free('gl(?:pat|ptt|rt|dt|ft|soat|cbt|imt|agent)-[A-Za-z0-9_-]{20,}'),
    confidence: 0.95,
  },
  {
    name: 'Slack',
    pattern: free('xox[abposer]-[0-9A-Za-z-]{24,}|xapp-[0-9]-[A-Z0-9]+-[0-9]+-[a-z0-9]+'),
    confidence: 0.9,
  },
  {
    name: 'Slack',
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/]{20,}/g,
    confidence: 0.9,
  },
  {
    name: 'Teams',
    pattern:
      /(?<![a-z0-9-])[a-z0-9-]{1,63}\.webhook\.office\.com\/webhookb2\/[0-9a-f-]{36}@[0-9a-f-]{36}\/[A-Za-z0-9/]+/g,
    confidence: 0.9,
  },
  {
    name: 'Discord',
    pattern: /discord(?:app)?\.com\/api\/webhooks\/[0-9]{15,}\/[\w-]{50,}/g,
    confidence: 0.9,
  },
  {
    name: 'Google',
    pattern: free('AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{28}|ya29\\.[A-Za-z0-9_-]{20,}'),
    confidence: 0.9,
  },
  {
    name: 'Azure',
    pattern: /(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,86}={0,2}/g,
    confidence: 0.95,
  },
  { name: 'Azure', pattern: /[?&;]sig=[A-Za-z0-9%+/]{40,}(?:%3D|=)?/gi, confidence: 0.75 },
  {
    name: 'Azure',
    pattern: free('[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}'),
    confidence: 0.9,
  },
  {
    name: 'JWT',
    pattern: free('eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}'),
    confidence: 0.85,
  },
  {
    name: 'Stripe',
    pattern: free('(?:sk|rk)_live_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9]{32,}'),
    confidence: 0.95,
  },
  {
    name: 'OpenAI',
    pattern: free(
      'sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,}|sk-[A-Za-z0-9]{48}',
    ),
    confidence: 0.9,
  },
  { name: 'Anthropic', pattern: free('sk-ant-[a-z0-9]+-[A-Za-z0-9_-]{32,}'), confidence: 0.95 },
  { name: 'npm', pattern: free('npm_[A-Za-z0-9]{36}'), confidence: 0.95 },
  { name: 'PyPI', pattern: free('pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}'), confidence: 0.95 },
  {
    name: 'SendGrid',
    pattern: free('SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}'),
    confidence: 0.95,
  },
  { name: 'Twilio', pattern: free('SK[0-9a-f]{32}'), confidence: 0.7 },
  { name: 'Telegram', pattern: free('[0-9]{8,10}:AA[A-Za-z0-9_-]{33}'), confidence: 0.9 },
  { name: 'DigitalOcean', pattern: free('do[opr]_v1_[0-9a-f]{64}'), confidence: 0.95 },
  { name: 'Hugging Face', pattern: free('hf_[A-Za-z]{34}'), confidence: 0.9 },
  { name: 'Docker', pattern: free('dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,}'), confidence: 0.95 },
  { name: 'Vault', pattern: free('hv[sbr]\\.[A-Za-z0-9_-]{24,}'), confidence: 0.9 },
  { name: 'Atlassian', pattern: free('ATATT3[A-Za-z0-9_=-]{60,}'), confidence: 0.95 },
  { name: 'Shopify', pattern: free('shp(?:at|ca|pa|ss)_[0-9a-f]{32}'), confidence: 0.95 },
  {
    name: 'Linear, Notion',
    pattern: free('lin_api_[A-Za-z0-9]{40}|(?:secret|ntn)_[A-Za-z0-9]{43,}'),
    confidence: 0.85,
  },
  {
    name: 'Authorization',
    pattern:
      /authorization["']? ?[:=] ?["']?(?:basic [A-Za-z0-9+/]{12,}={0,2}|bearer (?=[\w.~+/-]*\d)[\w.~+/-]{24,}=*)/gi,
    confidence: 0.8,
  },
];
