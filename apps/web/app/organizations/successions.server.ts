import { listSuccessionCases } from '@nq15/db/organizations/succession-case.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { organizationWords } from './organization-words.server.ts'

/** Changes of organizations that the reader's organizations arrange, grouped by where they stand. */
export async function successionsLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['organization:decide', 'organization:write'])
  const words = organizationWords(args.request)
  const cases = await appResources().db.asReader(scope, (tx) => listSuccessionCases(tx, scope))
  return {
    today: todayInHanoi(new Date()),
    mayPrepare: findScope(person, 'organization:write') !== null,
    mayDecide: findScope(person, 'organization:decide') !== null,
    cases: cases.map(({ caseId, title, kind, effectiveOn, state, preparedByName, proposal }) => ({
      caseId,
      title,
      kindLabel: words.act(kind),
      effectiveOn,
      state,
      preparedByName,
      number: proposal.decision.number,
    })),
  }
}
