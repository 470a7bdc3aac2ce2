import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { listCellProgress } from '@nq15/db/ratings/overview.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { orgSectorLabelsEn, orgSectorLabelsVi } from '@nq15/domain/organizations'
import { cellFileStateSchema } from '@nq15/domain/ratings'
import { type Overview, readOverview } from '@nq15/use-cases/ratings/read-overview'
import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, type RequestArgs, requirePermission, requireSignedIn } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'
import { cellFigures, overviewFigures } from './overview-figures.ts'
import { placeOfYear } from './place-of-year.server.ts'

/** The year over the whole scope, as of a day; whoever works below is sent to his own page. */
export async function overviewLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const year = yearFrom(args.params['year'])
  if (!findScope(person, 'rating:overview')) {
    const works = person.actor.grants.some(({ organizationId }) => organizationId !== null)
    const place = placeOfYear(person, { year, state: 'open' })
    if (works && place !== `/ratings/${year}`) throw redirect(place)
    throw data(null, { status: 403 })
  }
  const { overview, asOf } = await read(args, year)
  const locale = localeOf(args.request)
  const sectorNames: Readonly<Record<string, string>> = locale === 'en' ? orgSectorLabelsEn : orgSectorLabelsVi
  const figures = overviewFigures(overview)
  return {
    ...{ year, asOf },
    rules: overview.campaign.ruleSetCode,
    rootId: overview.campaign.organizationId,
    committeeDueOn: overview.campaign.committeeDueOn,
    committees: figures.committees,
    total: figures.total,
    decidedCommittees: overview.total.committeesDecided,
    sectors: figures.sectors.map(({ sector, ...counts }) => ({
      ...counts,
      key: sector ?? '',
      name: sector === null ? null : (sectorNames[sector] ?? sector),
    })),
    subjects: figures.subjects,
  }
}

/** The cells of one commune, counted; no person is named above the deciding committee. */
export async function overviewCommitteeLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'rating:overview')
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { overview, asOf } = await read(args, year)
  const committee = found(overview.committees.find((one) => one.committeeId === committeeId))
  const cells = await appResources().db.asReader(scope, (tx) =>
    listCellProgress(tx, scope, { campaignId: overview.campaign.id, committeeId, asOf }),
  )
  const locale = localeOf(args.request)
  const sectorNames: Readonly<Record<string, string>> = locale === 'en' ? orgSectorLabelsEn : orgSectorLabelsVi
  const figures = cellFigures(overview, {
    committeeId,
    cells: cells.map((cell) => ({ ...cell, state: cellFileStateSchema.parse(cell.state) })),
  })
  const steps = overviewFigures(overview).committees.find(({ key }) => key === committeeId)?.steps
  return {
    ...{ year, asOf, committeeId },
    name: committee.name,
    steps: found(steps),
    total: figures.total,
    cells: figures.cells.map((cell) => {
      const sector = cells.find(({ organizationId }) => organizationId === cell.key)?.sector ?? null
      return { ...cell, sector: sector === null ? null : (sectorNames[sector] ?? sector) }
    }),
  }
}

async function read(args: RequestArgs, year: number): Promise<{ overview: Overview; asOf: string }> {
  const { scope } = await requirePermission(args, 'rating:overview')
  const { db } = appResources()
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const asOf = readAsOf(new URL(args.request.url).searchParams, todayInHanoi(new Date())).day
  return { overview: found(await readOverview(db, scope, { campaignId: campaign.id, asOf })), asOf }
}
