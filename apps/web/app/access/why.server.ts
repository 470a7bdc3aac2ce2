import { searchAccounts } from '@nq15/db/access/explain.read'
import { searchOrganizations } from '@nq15/db/organizations/tree.read'
import { explanationTextsEn, explanationTextsVi, sayExplanation } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type AskedSubject,
  type ExplainedAccess,
  type ExplainRefusal,
  explainAccessOf,
} from '@nq15/use-cases/access/explain-access'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { anyScope, findScope, requireSignedIn } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'
import { formatDay, formatMoment } from '../ui/format.ts'
import { readAskedRecord } from './asked-record.ts'
import { rightsTabs } from './rights-tabs.server.ts'

/** Why an account sees something on a day, or not; about others for those who may ask, about oneself for everybody. */
export async function whyLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const { searchParams } = new URL(args.request.url)
  const { day } = readAsOf(searchParams, todayInHanoi(new Date()))
  const asking = findScope(person, 'access:explain')
  const scope = asking ?? anyScope(person)
  const typed = (name: string) => (searchParams.get(name) ?? '').normalize('NFC').trim().slice(0, 300)
  const [who, what] = [typed('who'), typed('what')]
  const account = z.guid().safeParse(searchParams.get('account')).data ?? null
  const organization = z.guid().safeParse(searchParams.get('organization')).data ?? null
  const asked = what === '' ? null : readAskedRecord(what)
  const subject: AskedSubject | null = organization ? { kind: 'organization', organizationId: organization } : asked
  const userId = asking ? account : person.account.userId
  const page = {
    tabs: rightsTabs(person),
    mayAsk: asking !== null,
    ...{ day, who, what, account, organization },
    accounts: [] as Awaited<ReturnType<typeof searchAccounts>>,
    organizations: [] as { organizationId: string; code: string; name: string; parentName: string | null }[],
    answer: null as ReturnType<typeof sayAnswer> | null,
    refusal: null as ExplainRefusal['code'] | 'no-role' | null,
  }
  if (!scope) return { ...page, refusal: 'no-role' as const }
  const { db } = appResources()
  const found = await db.asReader(scope, async (tx) => ({
    accounts: asking && who !== '' && account === null ? await searchAccounts(tx, asking, who) : [],
    organizations:
      what !== '' && subject === null
        ? (await searchOrganizations(tx, scope, { text: what, day })).map(
            ({ organizationId, code, name, parentName }) => ({
              ...{ organizationId, code, name, parentName },
            }),
          )
        : [],
  }))
  if (userId === null || subject === null) return { ...page, ...found }
  const explained = await explainAccessOf(db, scope, { userId, subject, day })
  if (!explained.ok) return { ...page, ...found, refusal: explained.refusal.code }
  return { ...page, ...found, answer: sayAnswer(explained.value, localeOf(args.request)) }
}

function sayAnswer(explained: ExplainedAccess, locale: 'vi' | 'en') {
  const { account, answers, names, notes, organization, table, hasOtherPolicies, isToday, day } = explained
  const texts = locale === 'en' ? explanationTextsEn : explanationTextsVi
  const noteOf = (id: string) => {
    const note = notes.get(id)
    if (!note) return null
    return note.opening ? { ...note, opening: { ...note.opening, until: formatMoment(note.opening.until) } } : note
  }
  return {
    ...{ account, organization, table, isToday, day },
    otherPolicies: hasOtherPolicies ? texts.otherPolicies : null,
    said: answers.map(({ explanation, database }) => ({
      ...sayExplanation(explanation, { texts, nameOf: (id) => names.get(id) ?? id, noteOf, sayDay: formatDay }),
      isConfirmed: database !== null && database === (explanation.decision === 'yes'),
    })),
  }
}
