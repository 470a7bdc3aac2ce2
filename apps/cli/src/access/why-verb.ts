import { searchAccounts } from '@nq15/db/access/explain.read'
import { findOrganizationIdByCode, readToday } from '@nq15/db/access/grant.read'
import type { Database } from '@nq15/db/client'
import { accessMessagesEn, explanationTextsEn, sayExplanation } from '@nq15/domain/access'
import type { LegalDay } from '@nq15/domain/shared'
import { type AskedSubject, type ExplainedAccess, explainAccessOf } from '@nq15/use-cases/access/explain-access'
import type { Answer } from '../answer.ts'
import { operatorScope as operator } from '../operator.ts'

export type WhyOptions = {
  readonly account: string
  /** `table:id` */
  readonly record?: { readonly table: string; readonly recordId: string }
  /** Code of an organization, as of the day. */
  readonly organization?: string
  readonly asOf?: LegalDay
}

/** `access why`: exit code 0 whether the answer is yes or no; 1 when account or record are not there. */
export async function answerWhy(db: Database, { account, record, organization, asOf }: WhyOptions): Promise<Answer> {
  const scope = operator('access:explain')
  const known = await db.asReader(scope, async (tx) => {
    const day = asOf ?? (await readToday(tx))
    const accounts = await searchAccounts(tx, scope, account, 50)
    return {
      userId: accounts.find(({ username }) => username === account.toLowerCase())?.userId ?? null,
      organizationId: organization === undefined ? null : await findOrganizationIdByCode(tx, organization, day),
    }
  })
  if (known.userId === null) return refused('unknown-account', accessMessagesEn.refusals['unknown-account'])
  const subject = subjectOf(record, known.organizationId)
  if (subject === null) return refused('unknown-organization', accessMessagesEn.refusals['unknown-organization'])
  const explained = await explainAccessOf(db, scope, { userId: known.userId, subject, ...(asOf ? { day: asOf } : {}) })
  if (!explained.ok) return refused(explained.refusal.code, 'There is no such account or record.')
  return sayWhy(explained.value)
}

const refused = (code: string, message: string): Answer => ({
  json: { refused: true, code, message },
  lines: [message],
  exitCode: 1,
})

function subjectOf(record: WhyOptions['record'], organizationId: string | null): AskedSubject | null {
  if (record) return { kind: 'record', ...record }
  return organizationId === null ? null : { kind: 'organization', organizationId }
}

function sayWhy(explained: ExplainedAccess): Answer {
  const { account, day, organization, table, answers, names, notes } = explained
  const said = answers.map(({ explanation, database }) => ({
    class: explanation.record.class,
    database,
    ...sayExplanation(explanation, {
      texts: explanationTextsEn,
      nameOf: (id) => names.get(id) ?? id,
      noteOf: (id) => notes.get(id) ?? null,
      sayDay: (on) => on,
    }),
  }))
  const lines = said.flatMap(({ verdict, className, policy, remarks, rights }) => [
    `${account.username} on ${day}: ${verdict} ${className}${organization ? ` of ${organization.name} (${organization.code})` : ''}`,
    `  ${policy}`,
    ...remarks.map((remark) => `  ${remark}`),
    ...rights.flatMap(({ opens, title, note, tests, steps }) => [
      `  ${opens ? '+' : '-'} ${title}`,
      ...(note === null ? [] : [`      ${note}`]),
      ...tests.map(({ holds, text }) => `    ${holds ? 'holds' : 'FAILS'}  ${text}`),
      ...steps.map(({ holds, text }) => `      ${holds ? '·' : 'x'} ${text}`),
    ]),
  ])
  return {
    json: { account, day, table, organization, answers: said },
    lines,
    exitCode: 0,
  }
}
