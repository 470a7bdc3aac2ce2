import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { findOrganizationByCode } from '@nq15/db/organizations/organization.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { appResources } from '../server/database.server.ts'

/** The organizations a proof was granted over, by name: for which body somebody acts. */
export async function bodiesOf(scope: Scope | null): Promise<{ readonly value: string; readonly label: string }[]> {
  if (scope === null || scope.organizationIds === 'everything') return []
  const ids = [...scope.organizationIds]
  const names = await appResources().db.asReader(scope, (tx) => nameOrganizations(tx, scope, ids))
  return ids.map((value) => ({ value, label: names.get(value) ?? '…' }))
}

/** The organization of a code today; an unknown code is the empty id, which no form takes. */
export async function idOfCode(scope: Scope, code: string): Promise<string> {
  const day = todayInHanoi(new Date())
  const found = await appResources().db.asReader(scope, (tx) =>
    findOrganizationByCode(tx, scope, { code: code.trim(), day }),
  )
  return found?.organizationId ?? ''
}
