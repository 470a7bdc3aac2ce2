/**
 * The name of the database's rule (unique index, foreign key) that an error reports, or null. The driver words it in
 * several places of the error; the name is ours, from the migrations, and is looked for in all of them.
 */
export function brokenRule(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const told = JSON.stringify([error.message, 'meta' in error ? error.meta : null, error.cause ?? null])
  return rules.find((rule) => told.includes(rule)) ?? null
}

const rules = [
  'user_username_key',
  'user_email_key',
  'access_account_member_id_key',
  'access_account_member',
  'access_grant_organization_id_fkey',
  'access_grant_delegated',
] as const
