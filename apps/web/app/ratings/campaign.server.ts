import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { findCampaignOfYear, listCampaigns } from '@nq15/db/ratings/campaign.read'
import { countFrozen } from '@nq15/db/ratings/overview.read'
import { allows } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  campaignRulesOfYear,
  campaignStateSchema,
  createCampaignSchema,
  daysOutsideLaw,
  legalEndOf,
  messagesEn,
  messagesVi,
  ratingRuleSets,
  ruleSetByCode,
} from '@nq15/domain/ratings'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { readingToTell } from '@nq15/use-cases/ratings/campaign-rules'
import { createCampaign } from '@nq15/use-cases/ratings/create-campaign'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, yearFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { campaignService } from '../server/service.server.ts'
import { anyScope, findScope, requirePermission, requireSignedIn } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { howCounted } from './board-deadline.ts'
import { type CampaignDay, proposeCampaignDays } from './campaign-days.ts'
import { type CampaignWork, campaignWork, startOpening, startPreview } from './campaign-work.server.ts'
import { placeOfYear } from './place-of-year.server.ts'

/** The years, newest first, for everybody who holds a grant; drafts only for who prepares them. */
export async function campaignsLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const scope = anyScope(person)
  if (!scope) throw data(null, { status: 403 })
  const maySetUp = findScope(person, 'campaign:setup') !== null
  const { campaigns, names } = await appResources().db.asReader(scope, async (tx) => {
    const listed = (await listCampaigns(tx, scope)).filter(({ state }) => state !== 'draft' || maySetUp)
    const ids = listed.map(({ organizationId }) => organizationId)
    return { campaigns: listed, names: await nameOrganizations(tx, scope, ids) }
  })
  const locale = localeOf(args.request)
  return {
    maySetUp,
    campaigns: campaigns.map(
      ({ id, year, state, organizationId, cutOffOn, cellDueOn, committeeDueOn, ruleSetCode }) => ({
        ...{ id, year, state: campaignStateSchema.parse(state), cutOffOn, cellDueOn, committeeDueOn },
        committee: names.get(organizationId) ?? '',
        rules: titleOf(ruleSetCode, locale),
        to: placeOfYear(person, { year, state }),
      }),
    ),
  }
}

const titleOf = (code: string, locale: 'vi' | 'en') => {
  const rules = ruleSetByCode(ratingRuleSets, code)
  return rules.ok ? rules.value.title[locale] : code
}

/** What the form of a new year starts from: proposed days, what the law leaves open with its source, and the rules cited. */
export async function newCampaignLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'campaign:setup')
  const locale = localeOf(args.request)
  const asked = new URL(args.request.url).searchParams.get('year')
  const year = z.coerce
    .number()
    .int()
    .min(2014)
    .max(2100)
    .catch(Number(todayInHanoi(new Date()).slice(0, 4)))
    .parse(asked ?? undefined)
  const committees = committeesOf(person)
  const { names, taken, calendar } = await appResources().db.asReader(scope, async (tx) => ({
    names: await nameOrganizations(tx, scope, committees),
    taken: (await listCampaigns(tx, scope)).map((campaign) => campaign.year),
    calendar: await readCalendar(tx, scope),
  }))
  const rules = campaignRulesOfYear(ratingRuleSets, year)
  return {
    year,
    taken,
    requestId: crypto.randomUUID(),
    committees: committees.map((id) => ({ id, name: names.get(id) ?? id })),
    rules: rules.ok
      ? {
          code: rules.value.code,
          title: rules.value.title[locale],
          confidence: rules.value.confidence,
          basis: rules.value.legalBasis.map(({ number, date, issuer, confidence }) => ({
            number,
            date,
            issuer,
            confidence,
          })),
          days: proposeCampaignDays(rules.value, year, calendar),
          daysSource: rules.value.calendar.source,
          lawEnd: legalEndOf(year, 'finished'),
          quota: { ...rules.value.options.quota, source: rules.value.quota.source },
          voting: { base: rules.value.options.voting.base, source: rules.value.voting.source },
          secondEntryRequired: rules.value.options.secondEntryRequired,
        }
      : null,
  }
}

/** The committees for which the person prepares a year. */
const committeesOf = ({ actor }: SignedIn): string[] => [
  ...new Set(
    actor.grants.flatMap(({ role, organizationId }) =>
      organizationId && allows(role, 'campaign:setup') ? [organizationId] : [],
    ),
  ),
]

const newCampaignForm = z.object({ requestId: z.uuid(), organizationId: z.uuid() })

/** Prepares a year as a draft and opens its page; a bad form comes back with the message at the field. */
export async function newCampaignAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'campaign:setup')
  const typed = Object.fromEntries(await args.request.formData())
  const form = createCampaignSchema.safeParse(withLegalDays(typed))
  const frame = newCampaignForm.safeParse(typed)
  if (!form.success || !frame.success) {
    const issues = [...(form.error?.issues ?? []), ...(frame.error?.issues ?? [])]
    // The first fault of a field is the one to mend: a day that is none cannot be out of order as well.
    const faults = Object.fromEntries(
      issues.reverse().map(({ path, message }) => [String(path[0] ?? ''), codeOf(message)]),
    )
    return data({ faults, refusal: null, typed: textsOf(typed) }, { status: 422 })
  }
  const { db } = appResources()
  const { requestId, organizationId } = frame.data
  const names = await db.asReader(scope, (tx) => nameOrganizations(tx, scope, [organizationId]))
  const issuer = names.get(organizationId) ?? organizationId
  const created = await createCampaign(db, scope, { ...form.data, requestId, organizationId, issuer })
  if (!created.ok) {
    if (created.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
    if (created.refusal.code === 'OUTSIDE_LAW') {
      const faults = Object.fromEntries(created.refusal.days.map(({ field }) => [field, 'outside-law' as const]))
      return data({ faults, refusal: null, typed: textsOf(typed) }, { status: 422 })
    }
    return data({ faults: {}, refusal: created.refusal.code, typed: textsOf(typed) }, { status: 409 })
  }
  throw redirect(`/ratings/${form.data.year}/setup`)
}

/** Days are typed as on paper, dd/MM/yyyy. */
const withLegalDays = (typed: Record<string, FormDataEntryValue>) => {
  const days = ['opensOn', 'cutOffOn', 'cellDueOn', 'committeeDueOn'] satisfies CampaignDay[]
  return { ...typed, ...Object.fromEntries(days.map((field) => [field, parseDay(String(typed[field] ?? '')) ?? ''])) }
}

const codeOf = (message: string): 'malformed' | 'out-of-order' =>
  message === 'DAYS_OUT_OF_ORDER' ? 'out-of-order' : 'malformed'
const textsOf = (typed: Record<string, FormDataEntryValue>) =>
  Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

/** A year under preparation: what it is pinned to, who would be rated, and how far an opening is. */
export async function campaignSetupLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'campaign:setup')
  const year = yearFrom(args.params['year'])
  const { campaign, frozen, names } = await appResources().db.asReader(scope, async (tx) => {
    const one = found(await findCampaignOfYear(tx, scope, year))
    return {
      campaign: one,
      frozen: await countFrozen(tx, scope, one.id),
      names: await nameOrganizations(tx, scope, [one.organizationId]),
    }
  })
  const locale = localeOf(args.request)
  const words = locale === 'en' ? messagesEn : messagesVi
  const { id, state, opensOn, cutOffOn, cellDueOn, committeeDueOn, openedAt } = campaign
  const how = {
    cellDueOn: howCounted(campaign.cellTermOn ?? cellDueOn),
    committeeDueOn: howCounted(campaign.committeeTermOn ?? committeeDueOn),
  }
  return {
    campaign: {
      id,
      year,
      state: campaignStateSchema.parse(state),
      opensOn,
      cutOffOn,
      cellDueOn,
      committeeDueOn,
      openedAt: openedAt?.toISOString() ?? null,
    },
    // A draft made before its law was known here may still hold such days; nothing moves them but people.
    outsideLaw: state === 'draft' ? daysOutsideLaw(year, { cellDueOn, committeeDueOn }) : [],
    committee: names.get(campaign.organizationId) ?? '',
    rules: titleOf(campaign.ruleSetCode, locale),
    newerReading: readingToTell(campaign)?.[locale] ?? null,
    options: chosenOptions
      .catch(null)
      .parse(Array.isArray(campaign.options) ? campaign.options.at(-1) : campaign.options),
    how,
    frozen,
    work: shownWork(campaignWork(id), words.notRatedReasons),
    requestId: crypto.randomUUID(),
  }
}

const chosenOptions = z
  .object({
    options: z.object({
      secondEntryRequired: z.boolean(),
      quota: z.object({ denominator: z.enum(['T_ONLY', 'T_OR_BETTER', 'ALL_RATED']) }),
      voting: z.object({ base: z.enum(['ELIGIBLE', 'PRESENT', 'ISSUED', 'COLLECTED', 'VALID']) }),
    }),
    ballotRounds: z.number().optional(),
  })
  .transform(({ options, ballotRounds }) => ({
    secondEntryRequired: options.secondEntryRequired,
    twoRounds: ballotRounds === 2,
    quotaDenominator: options.quota.denominator,
    votingBase: options.voting.base,
  }))
  .nullable()

function shownWork(work: CampaignWork | null, reasons: Readonly<Record<string, string>>) {
  if (work?.state !== 'done' || work.kind !== 'preview') return work
  const { notRated, ...preview } = work.preview
  return {
    ...work,
    preview: {
      ...preview,
      notRated: Object.entries(notRated).map(([reason, count]) => ({
        reason: reasons[reason] ?? reason,
        count: count ?? 0,
      })),
    },
  }
}

const setupForm = z.object({ intent: z.enum(['preview', 'open']), confirmed: z.literal('yes').optional() })
const shortWait = 1_500

/**
 * Starts counting or opening. Short work is done when the answer comes; long work goes on by itself, and the page asks how
 * far it is.
 */
export async function campaignSetupAction(args: ActionFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'campaign:setup')
  const year = yearFrom(args.params['year'])
  const { db } = appResources()
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const form = setupForm.safeParse(Object.fromEntries(await args.request.formData()))
  if (!form.success) return data({ refusal: 'malformed' as const }, { status: 422 })
  if (campaign.state !== 'draft') return data({ refusal: 'already-open' as const }, { status: 409 })
  if (form.data.intent === 'open' && !form.data.confirmed) {
    return data({ refusal: 'not-confirmed' as const }, { status: 422 })
  }
  const start = { campaignId: campaign.id, scope, campaignService: campaignService(person), log: args.context.log }
  const work = form.data.intent === 'open' ? startOpening(db, start) : startPreview(db, start)
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, shortWait))])
  throw redirect(`/ratings/${year}/setup`)
}
