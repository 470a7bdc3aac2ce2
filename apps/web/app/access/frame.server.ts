import { listOwnOpenings } from '@nq15/db/access/break-glass.read'
import { countUnread } from '@nq15/db/events/notification.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { listCampaigns } from '@nq15/db/ratings/campaign.read'
import { type Role, roles } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import { webEnv } from '../env.server.ts'
import { appResources } from '../server/database.server.ts'
import { anyScope, findScope, type RequestArgs, requireSignedIn } from '../server/session.server.ts'
import { emergencyNews } from './emergency.server.ts'

/** What the frame around every page shows: in whose name the person works, his roles, today, and where he may go. */
export async function frameLoader(args: RequestArgs) {
  const person = await requireSignedIn(args)
  const { grants } = person.actor
  const ids = grants.flatMap(({ role, organizationId }) =>
    organizationId && role !== 'break-glass' ? [organizationId] : [],
  )
  const isOpening = grants.some(({ role }) => role === 'break-glass')
  const scope = anyScope(person)
  const { names, campaign, openings, unread } = scope
    ? await appResources().db.asReader(scope, async (tx) => ({
        names: await nameOrganizations(tx, scope, ids),
        openings: isOpening ? await listOwnOpenings(tx, scope) : [],
        unread: await countUnread(tx, scope),
        campaign: (await listCampaigns(tx, scope)).find(({ state }) => state !== 'draft') ?? null,
      }))
    : { names: new Map<string, string>(), campaign: null, openings: [], unread: 0 }
  const held: Role[] = roles.filter((role) => grants.some((grant) => grant.role === role))
  return {
    userId: person.account.userId,
    name: person.account.displayName,
    roles: held,
    organization: ids.map((id) => names.get(id)).find((name) => name !== undefined) ?? null,
    organizationId: ids[0] ?? null,
    /** The year whose pages the navigation opens: the newest campaign that is not a draft. */
    year: campaign?.year ?? null,
    /** Unread matters of his inbox. */
    unread,
    readsTrail: findScope(person, 'audit:read') !== null,
    today: todayInHanoi(new Date()),
    sample: webEnv().demo,
    openings: openings.map(({ until, ...opening }) => ({ ...opening, until: until.toISOString() })),
    /** What the menu offers about rights. */
    asksAboutRights: findScope(person, 'access:review') !== null || findScope(person, 'access:explain') !== null,
    hasFile: person.account.memberId !== null,
    /** Whether the register of papers is offered. */
    readsPapers: findScope(person, 'paper:list') !== null,
    opensPapers: findScope(person, 'paper:read') !== null || findScope(person, 'rating:self') !== null,
    /** Pages of early recognition that he uses. */
    readsSigns: findScope(person, 'monitoring:read') !== null,
    entersSheets: findScope(person, 'monitoring:enter') !== null,
    setsThresholds: findScope(person, 'monitoring:setup') !== null || findScope(person, 'monitoring:publish') !== null,
    /** Reception and petitions of his unit. */
    readsPetitions: findScope(person, 'petition:read') !== null,
    keepsIdentities: findScope(person, 'identity:keep') !== null,
    emergency: await emergencyNews(person, new Date()),
  }
}
