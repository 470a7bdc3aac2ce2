import { findOrganizationByCode } from '@nq15/db/organizations/organization.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { appResources } from '../server/database.server.ts'

/** The organization of a code today; with no code the one somebody works for, when it is one. An unknown code is no id. */
export async function areaOf(scope: Scope, code: string): Promise<string> {
  if (code.trim() === '') {
    const own = scope.organizationIds === 'everything' ? [] : scope.organizationIds
    return own.length === 1 ? (own[0] ?? '') : ''
  }
  const day = todayInHanoi(new Date())
  const found = await appResources().db.asReader(scope, (tx) =>
    findOrganizationByCode(tx, scope, { code: code.trim(), day }),
  )
  return found?.organizationId ?? ''
}
