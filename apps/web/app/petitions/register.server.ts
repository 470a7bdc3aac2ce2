import { countRegister, listRegister } from '@nq15/db/petitions/petition.read'
import { listCases } from '@nq15/db/petitions/petition-case.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { petitionKinds, petitionStates } from '@nq15/domain/petitions'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { petitionGate, unitName } from './gate.server.ts'

const pageSize = 50

/** The register of the unit with its filters in the address, and the matters that run. */
export async function registerLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const { searchParams } = new URL(args.request.url)
  const today = todayInHanoi(new Date())
  const page = Math.max(1, Number.parseInt(searchParams.get('page') ?? '1', 10) || 1)
  const only = searchParams.get('only')
  const query = {
    text: searchParams.get('q') ?? '',
    kind: petitionKinds.find((one) => one === searchParams.get('kind')) ?? null,
    state: petitionStates.find((one) => one === searchParams.get('state')) ?? null,
    only: only === 'open' || only === 'overdue' ? (only as 'open' | 'overdue') : null,
    today,
  }
  const { db, scope } = gate
  const read = await db.asReader(scope, async (tx) => ({
    counts: await countRegister(tx, scope, query),
    rows: await listRegister(tx, scope, { ...query, offset: (page - 1) * pageSize, limit: pageSize }),
    matters: page === 1 && query.text === '' ? await listCases(tx, scope, { ended: false, limit: 50 }) : [],
  }))
  return {
    ...{ today, query, page, pages: Math.max(1, Math.ceil(read.counts.all / pageSize)), counts: read.counts },
    unit: await unitName(gate),
    rows: read.rows.map(
      ({
        petitionId,
        year,
        number,
        kind,
        state,
        receivedOn,
        respondent,
        subject,
        content,
        place,
        dueOn,
        dueRule,
        handlerName,
        petitionerName,
        alias,
      }) => ({
        ...{ petitionId, kind, state, receivedOn, respondent, place, dueOn, dueRule, handlerName },
        code: `${year}-${String(number).padStart(4, '0')}`,
        sender: alias || petitionerName,
        title: (subject || content).slice(0, 140),
        isLate: dueOn !== null && dueOn < today,
      }),
    ),
    matters: read.matters.map(({ caseId, year, number, kind, state, title, dueOn, dueRule }) => ({
      ...{
        caseId,
        kind,
        state,
        title,
        dueOn,
        dueRule,
        code: `${year}-${String(number).padStart(4, '0')}`,
        isLate: dueOn !== null && dueOn < today,
      },
    })),
  }
}
