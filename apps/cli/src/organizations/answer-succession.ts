import type { Database } from '@nq15/db/client'
import { listSuccessionCases } from '@nq15/db/organizations/succession-case.read'
import type { Scope } from '@nq15/db/scope'
import { planMessagesEn, successionKindLabelsEn } from '@nq15/domain/organizations'
import { previewSuccession } from '@nq15/use-cases/organizations/preview-succession'
import { summariseMoves } from '@nq15/use-cases/organizations/summarise-moves'
import { type Answer, columns } from '../answer.ts'

/** All changes of organizations, newest day first. Preparing and deciding stay with people. */
export async function answerSuccessions(db: Database, scope: Scope): Promise<Answer> {
  const cases = await db.asReader(scope, (tx) => listSuccessionCases(tx, scope))
  return {
    json: {
      successions: cases.map(({ caseId, kind, title, state, effectiveOn, preparedByName, decidedByName }) => {
        return { id: caseId, kind, title, state, effectiveOn, preparedBy: preparedByName, decidedBy: decidedByName }
      }),
    },
    lines: columns([
      ['id', 'day', 'state', 'what'],
      ...cases.map(({ caseId, effectiveOn, state, title }) => [caseId, effectiveOn, state, title]),
    ]),
    exitCode: 0,
  }
}

const unknown = (id: string): Answer => ({
  json: { refused: true, code: 'NOT_FOUND', id },
  lines: [`No change of organizations has the id ${id}.`],
  exitCode: 1,
})

/** One change: its paper, its steps and what was chosen. */
export async function answerSuccession(db: Database, scope: Scope, id: string): Promise<Answer> {
  const [found] = await db.asReader(scope, (tx) => listSuccessionCases(tx, scope, { caseId: id }))
  if (!found) return unknown(id)
  const { caseId, kind, title, state, effectiveOn, proposal, preparedByName, decidedByName, decidedAt, planHash } =
    found
  const { returnReason, undoneByName, undoneAt, undoReason } = found
  const steps = {
    preparedBy: preparedByName,
    returnReason,
    decidedBy: decidedByName,
    decidedAt,
    planHash,
    undoneBy: undoneByName,
    undoneAt,
    undoReason,
  }
  return {
    json: { id: caseId, kind, title, state, effectiveOn, ...steps, proposal },
    lines: [
      title,
      `${successionKindLabelsEn[kind]}, ${state}, from ${effectiveOn}, decision ${proposal.decision.number || '-'}`,
      ...Object.entries(steps).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])),
    ],
    exitCode: 0,
  }
}

/** What a change does: exit code 1 while something stands against it. */
export async function answerSuccessionPreview(
  db: Database,
  reading: { readonly reader: Scope; readonly hand: Scope },
  id: string,
): Promise<Answer> {
  const preview = await previewSuccession(db, reading, id)
  if (!preview.ok) return unknown(id)
  const { found, plan, planHash, names } = preview.value
  const moving = summariseMoves(preview.value).map(({ key, ...row }) => row)
  const findings = plan.findings.map((finding) => ({
    ...finding,
    said: planMessagesEn.findings[finding.code]
      .replace('{name}', names.get(finding.organizationId ?? '') ?? '…')
      .replace('{count}', String(finding.count))
      .replace('{value}', finding.value),
  }))
  const sight = plan.sight.map(({ userId, role, gained, lost }) => ({
    userId,
    role,
    gained: gained.length,
    lost: lost.length,
  }))
  return {
    json: { id: found.caseId, state: found.state, effectiveOn: found.effectiveOn, planHash, findings, moving, sight },
    lines: [
      found.title,
      ...findings.map(({ weight, code, said }) => `${weight} ${code}: ${said}`),
      ...columns([
        ['kind', 'count', 'fate', 'from', 'to'],
        ...moving.map(({ kind, count, fate, from, to }) => [kind, String(count), fate, from, to]),
      ]),
      `${sight.length} accounts see more or less`,
    ],
    exitCode: findings.some(({ weight }) => weight === 'error') ? 1 : 0,
  }
}
