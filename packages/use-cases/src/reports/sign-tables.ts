import { createHash } from 'node:crypto'
import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findStandingSignOff } from '@nq15/db/reports/sign-off.read'
import { insertSignOff, lockSignOff } from '@nq15/db/reports/sign-off.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { canonicalJson } from '@nq15/domain/ratings'
import {
  checkSignOff,
  type SignedTables,
  type SignOffRefusal,
  type SignTables,
  type TableFinding,
  tableCodes,
  tablesVersion,
} from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { computeFor, withoutNumbers } from './read-tables.ts'

type Of = { readonly organizationId: string; readonly year: number; readonly now: Date }
export type SignTablesRefusal = { readonly code: 'NOT_FOUND' } | SignOffRefusal

/**
 * Signs a level's tables of a year as they stand on a day, for `report:sign`: refused with everything that does not add up, or
 * frozen whole with the rules they were made by. A later sign-off replaces the standing one with its reason.
 */
export async function signTables(
  db: Database,
  scope: Scope,
  { requestId, ...command }: SignTables & Of & { readonly requestId: string },
): Promise<Result<{ signOffId: string; hash: string }, SignTablesRefusal>> {
  const act = { requestId, useCase: 'sign-tables', permissions: ['report:sign'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const { organizationId, year, asOf, now, reason, signerName, signerTitle } = command
    await lockSignOff(tx, scope, { organizationId, year })
    const made = await contentOf(tx, scope, command)
    if (!made) return refuse({ code: 'NOT_FOUND' } as const)
    const { content, findings, guarded } = made
    const standing = await findStandingSignOff(tx, scope, { organizationId, year })
    const hash = hashOf(content)
    const check = checkSignOff({
      ...{ asOf, reason, findings, hash, standing: standing && { asOf: standing.asOf, hash: standing.contentHash } },
      today: todayInHanoi(now),
    })
    if (!check.ok) return guarded ? refuse(guardRefusal(check.refusal)) : check
    const id = newId()
    await insertSignOff(tx, scope, {
      ...{ id, organizationId, year, asOf, tablesVersion, content, signerName, signerTitle },
      ruleSetCode: content.rules.code,
      ruleSetHash: content.rules.hash,
      contentHash: hash,
      signedAt: now,
      replacesId: standing?.id ?? null,
      reason: standing ? reason : null,
    })
    await emit(tx, scope, {
      type: 'reports.tables-signed',
      organizationId,
      recordTable: 'report_sign_off',
      recordId: id,
      payload: { year, asOf },
    })
    return ok({ signOffId: id, hash })
  })
}

async function contentOf(
  tx: Tx,
  scope: Scope,
  { organizationId, year, asOf, now }: Of & Pick<SignTables, 'asOf'>,
): Promise<{ content: SignedTables; findings: readonly TableFinding[]; guarded: boolean } | null> {
  const read = await computeFor(tx, scope, { organizationId, year, asOf, now, against: null, codes: tableCodes })
  if (!read) return null
  const { level, computed, against, guarded } = read
  const warnings = computed.findings.filter(({ weight }) => weight !== 'BLOCK')
  return {
    findings: computed.findings,
    guarded,
    content: {
      ...{ tablesVersion, year, asOf },
      organization: { id: level.organizationId, code: level.code, name: level.name },
      rules: { code: computed.rules.code, hash: computed.rules.hash },
      against: { year: against, rules: computed.earlierRules?.code ?? null },
      // Written down whole: who may see which number is asked when it is read.
      tables: [...computed.tables].map(([code, blocks]) => ({
        code,
        blocks: structuredClone(blocks) as SignedTables['tables'][number]['blocks'],
      })),
      warnings: [...new Set(warnings.map(({ code, table }) => `${table} ${code}`))],
    },
  }
}

/** SHA-256 of the canonical content: the same numbers by the same rules have the same hash, whenever they are signed. */
export const hashOf = (content: SignedTables): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex')

const guardRefusal = (refusal: SignOffRefusal): SignOffRefusal =>
  refusal.code === 'DOES_NOT_ADD_UP' ? { ...refusal, findings: refusal.findings.map(withoutNumbers) } : refusal
