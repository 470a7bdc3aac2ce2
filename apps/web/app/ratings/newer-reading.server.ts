import { messagesEn, messagesVi, type RuleEffect } from '@nq15/domain/ratings'
import { requestRun } from '@nq15/use-cases/events/start-run'
import { readNewerReading } from '@nq15/use-cases/ratings/read-newer-reading'
import { simulateYearJob } from '@nq15/use-cases/ratings/simulate-year'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { yearFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { findingName, levelText } from './simulation.server.ts'

/** What the newer reading of a year's rules changes, and whom it would move. */
export async function newerReadingLoader(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, ['campaign:setup', 'rating:board', 'rating:decide'])
  const view = await readNewerReading(appResources().db, scope, yearFrom(args.params['year']))
  if (!view.ok) throw data(null, { status: 404 })
  const { before, after, rules, moves, simulations, lastTriedAt, organizationId: _, ...rest } = view.value
  const locale = localeOf(args.request)
  const words = locale === 'en' ? messagesEn : messagesVi
  const subjects: Readonly<Record<string, string>> = words.subjects
  const said = (effect: RuleEffect) => ({
    ...effect,
    level: effect.level && levelText(words, effect.level),
    leftTo: effect.leftTo.map((code) => findingName(words, code)).join('; '),
  })
  return {
    ...rest,
    requestId: crypto.randomUUID(),
    readOn: after.reading?.readOn ?? null,
    says: after.reading?.[locale] ?? after.title[locale],
    openedWith: before.reading?.[locale] ?? before.title[locale],
    rules: rules.map(({ code, subjects: whom, before: was, after: is }) => ({
      key: `${code} ${whom.join(' ')}`,
      name: findingName(words, code) || notRatedName(words, code),
      // A kind of member may stand under two codes by one name.
      whom: [...new Set(whom.map((subject) => subjects[subject] ?? subject))].join('; '),
      before: was.map(said),
      after: is.map(said),
    })),
    simulations: simulations.map(({ id, cases, moved, simulatedAt }) => ({
      ...{ id, cases, moved, simulatedAt: simulatedAt.toISOString() },
    })),
    lastTriedAt: lastTriedAt?.toISOString() ?? null,
    moves: moves.map(({ caseId, before: was, after: is, reasons, case: { fullName } }) => ({
      ...{ caseId, fullName, before: levelText(words, was), after: levelText(words, is) },
      reasons: reasons.map((code) => findingName(words, code)).filter((text) => text !== ''),
    })),
  }
}

function notRatedName(words: typeof messagesVi | typeof messagesEn, code: string): string {
  const reasons: Readonly<Record<string, string>> = words.notRatedReasons
  return reasons[code] ?? ''
}

const form = z.object({ requestId: z.uuid() })

/** Tries the newer reading on the dossiers of this very year; only the comparison is kept. */
export async function newerReadingAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'campaign:setup')
  const { db } = appResources()
  const view = await readNewerReading(db, scope, yearFrom(args.params['year']))
  if (!view.ok) throw data(null, { status: 404 })
  const asked = form.safeParse(Object.fromEntries(await args.request.formData()))
  if (!asked.success) return data({ refusal: 'FORM_INCOMPLETE' as const }, { status: 422 })
  const { campaignId, organizationId } = view.value
  const input = { overlayId: null, campaignId, organizationId }
  await requestRun(db, scope, { ...asked.data, job: simulateYearJob, input, organizationId })
  throw redirect('/jobs')
}
