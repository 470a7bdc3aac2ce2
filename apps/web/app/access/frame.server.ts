import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { listCampaigns } from '@nq15/db/ratings/campaign.read'
import { type Role, roles } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import { webEnv } from '../env.server.ts'
import { appResources } from '../server/database.server.ts'
import { anyScope, type RequestArgs, requireSignedIn } from '../server/session.server.ts'
import { emergencyNews } from './emergency.server.ts'

/** What the frame around every page shows: in whose name the person works, his roles, today, and where he may go. */
export async function frameLoader(args: RequestArgs) {
  const person = await requireSignedIn(args)
  const { grants } = person.actor
  const ids = grants.flatMap(({ organizationId }) => (organizationId ? [organizationId] : []))
  const scope = anyScope(person)
  const { names, campaign } = scope
    ? await appResources().db.asReader(scope, async (tx) => ({
        names: await nameOrganizations(tx, scope, ids),
        campaign: (await listCampaigns(tx, scope)).find(({ state }) => state !== 'draft') ?? null,
      }))
    : { names: new Map<string, string>(), campaign: null }
  const held: Role[] = roles.filter((role) => grants.some((grant) => grant.role === role))
  return {
    name: person.account.displayName,
    roles: held,
    organization: ids.map((id) => names.get(id)).find((name) => name !== undefined) ?? null,
    organizationId: ids[0] ?? null,
    /** The year whose pages the navigation opens: the newest campaign that is not a draft. */
    year: campaign?.year ?? null,
    today: todayInHanoi(new Date()),
    sample: webEnv().demo,
    emergency: await emergencyNews(person, new Date()),
  }
}
