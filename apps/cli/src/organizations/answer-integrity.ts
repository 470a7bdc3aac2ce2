import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { areaMessagesEn, integrityWeight } from '@nq15/domain/organizations'
import { checkIntegrity } from '@nq15/use-cases/organizations/check-integrity'
import { type Answer, columns } from '../answer.ts'

const shownAtMost = 100

/** Checks the whole of organizations, members, areas, assignments and accounts now; exit code 1 when a fault stands. */
export async function answerIntegrity(db: Database, scope: Scope): Promise<Answer> {
  const report = await checkIntegrity(db, scope, { now: new Date(), clock: () => new Date() })
  const findings = report.found.map((one) => ({ ...one, weight: integrityWeight(one.code) }))
  const faults = findings.filter(({ weight }) => weight === 'fault')
  return {
    json: { ...report, found: findings, faults: faults.length },
    lines: [
      `${findings.length} findings on ${report.day}: ${report.opened} new, ${report.resolved} mended since the last check`,
      ...columns(
        findings
          .slice(0, shownAtMost)
          .map(({ weight, code, label, recordId }) => [weight, areaMessagesEn.integrity[code], label, recordId]),
      ),
      ...(findings.length > shownAtMost ? [`… and ${findings.length - shownAtMost} more; --json lists all`] : []),
    ],
    exitCode: faults.length > 0 ? 1 : 0,
  }
}
