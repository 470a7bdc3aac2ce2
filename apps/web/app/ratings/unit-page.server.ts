import { todayInHanoi } from '@nq15/domain/calendar'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { checkUnitFileList } from '@nq15/use-cases/ratings/read-file-list'
import { readUnitPage } from '@nq15/use-cases/ratings/read-unit-page'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { actOnFileThrough, actOnUnit } from './unit-act.server.ts'
import { shownSides } from './unit-sides.server.ts'
import { gradeOrNone, shownUnit, wordsOf } from './unit-view.server.ts'

const unitReaders = ['unit:report', 'unit:appraise', 'unit:decide', 'rating:overview'] as const

/** All that a person can prove towards units; each use case takes the one that fits. */
export const unitScopes = (person: SignedIn) => unitReaders.flatMap((permission) => findScope(person, permission) ?? [])

/** An organization's own rating: report, where it stands, what it waits for, what lies with it as the level between. */
export async function unitPageLoader(args: LoaderFunctionArgs) {
  const { person } = await requireAnyPermission(args, unitReaders)
  const [year, organizationId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const page = found(await readUnitPage(appResources().db, unitScopes(person), { year, organizationId }))
  const locale = localeOf(args.request)
  const today = todayInHanoi(new Date())
  const { campaign, calendar, names } = page
  const around = { locale, today, calendar }
  const words = wordsOf(locale)
  const subjects: Readonly<Record<string, string>> = words.subjects
  const sidesOf = { person, campaignId: campaign.id, names: subjects }
  return {
    year,
    organizationId,
    name: page.name,
    fileList: page.units.length > 0 ? checkUnitFileList(page.units, page.complaints) : null,
    sides: page.sides && (await shownSides(page.sides, sidesOf)),
    isOpen: campaign.state === 'open',
    cutOffOn: campaign.cutOffOn,
    today,
    units: page.units.map(({ facts, opinions, steps, ...unit }) => ({
      ...shownUnit(unit, around),
      decider: { id: unit.row.deciderId, name: names.get(unit.row.deciderId) ?? '' },
      throughName: unit.row.intermediateId && (names.get(unit.row.intermediateId) ?? ''),
      facts: [...facts],
      opinions: opinions.map((one) => ({ ...one, grade: gradeOrNone(one.level) })),
      steps: steps.map(({ at, fromLevel, toLevel, ...step }) => ({
        ...step,
        at: at.toISOString(),
        from: gradeOrNone(fromLevel),
        to: gradeOrNone(toLevel),
      })),
    })),
    below: page.below.map(({ id, organizationId: at, name, subject, state }) => ({
      ...{ id, organizationId: at, name, state: state as 'sent' },
      subject: subjects[subject] ?? subject,
    })),
    through: page.through.map((unit) => shownUnit(unit, around)),
    filesThrough: page.filesThrough.map((file) => ({ ...file })),
    requestId: crypto.randomUUID(),
  }
}

/** One act on a case of the organization, or on what lies with it as the level between. */
export async function unitPageAction(args: ActionFunctionArgs) {
  const { person } = await requireAnyPermission(args, ['unit:report', 'unit:appraise'])
  const [year, organizationId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const page = found(await readUnitPage(appResources().db, unitScopes(person), { year, organizationId }))
  const form = await args.request.clone().formData()
  return String(form.get('intent')).startsWith('file-')
    ? actOnFileThrough(person, { campaignId: page.campaign.id, form })
    : actOnUnit(args, person)
}
