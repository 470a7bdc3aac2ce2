import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { decideSuccession, undoSuccession } from '@nq15/use-cases/organizations/decide-succession'
import { exampleProposal, inventCity, newSuccessor, setToday } from '@nq15/use-cases/organizations/example-succession'
import { saveSuccession, submitSuccession } from '@nq15/use-cases/organizations/prepare-succession'
import { previewSuccession } from '@nq15/use-cases/organizations/preview-succession'
import { markdownTable, ms, summarise } from './table.ts'

type Print = (text: string) => void
const rounds = 7

/** 21,942 organizations: a city, 126 communes out of 526 old ones, 2,300 grassroots organizations and their cells. */
const plantCity = `
  set session_replication_role = replica;
  create temporary table place as
    select 0 as kind, 1::bigint as n, null::int as up_kind, null::bigint as up, 'city-org' as type, date '2020-01-01' as since, date '9999-12-31' as until union all
    select 1, n, 0, 1, 'grassroots-committee-org', date '2025-07-01', date '9999-12-31' from generate_series(1, 126) n union all
    select 2, n, 0, 1, 'grassroots-committee-org', date '2020-01-01', date '2025-07-01' from generate_series(1, 526) n union all
    select 3, n, 1, 1 + n % 126, 'grassroots-committee-org', date '2025-07-01', date '9999-12-31' from generate_series(1, 2300) n union all
    select 4, n, 3, 1 + n % 2300, 'cell', date '2025-07-01', date '9999-12-31' from generate_series(1, 18989) n;
  create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as
    $$ select ('00000000-0000-7000-8' || lpad(to_hex(kind), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  insert into organization (id, side) select pg_temp.id(kind, n), 'party' from place;
  insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from, valid_to)
    select pg_temp.id(kind + 16, n), pg_temp.id(kind, n), case when up_kind is null then null else pg_temp.id(up_kind, up) end, 'party',
      kind || '-' || n, 'To chuc ' || kind || ' ' || n, 'to chuc ' || kind || ' ' || n, type, since, until from place;
  insert into succession (id, kind, effective_on, decision_number, confidence)
    select pg_temp.id(32, n), 'merger', '2025-07-01', n || '-QĐ', 'design' from generate_series(1, 126) n;
  insert into succession_link (id, succession_id, predecessor_id, successor_id, inherits_records)
    select pg_temp.id(33, n), pg_temp.id(32, 1 + n % 126), pg_temp.id(2, n), pg_temp.id(1, 1 + n % 126), true from generate_series(1, 526) n;
  set session_replication_role = default;`

async function plant(db: TestDatabase): Promise<void> {
  // Planting past the triggers takes a superuser's right on a server; the embedded database has no other login.
  await db.asOwner(
    db.kind === 'embedded' ? plantCity : plantCity.replaceAll(/set session_replication_role = \w+;/gu, ''),
  )
  await db.asOwner('analyze')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
const row = (what: string, figures: readonly number[]) => {
  const { median, max } = summarise(figures)
  return [what, ms(median), ms(max)]
}

/** How long the closure of the whole city takes: built from nothing, found unchanged, and after one cell has moved. */
export async function benchReach(print: Print): Promise<void> {
  const db = await openTestDatabase()
  try {
    await plant(db)
    const [whole, same, moved]: number[][] = [[], [], []]
    const rebuild = () => db.asOwner('select app.rebuild_organization_reach()')
    for (let round = 0; round < rounds; round += 1) {
      await db.asOwner('delete from app.organization_reach')
      whole?.push(await timed(rebuild))
      same?.push(await timed(rebuild))
      const move = `update organization_version set parent_id = '00000000-0000-7000-8003-${(round + 10).toString(16).padStart(12, '0')}' where code = '4-1'`
      moved?.push(await timed(() => db.asOwner(move)))
    }
    const [{ count } = {}] = await db.asOwner('select count(*)::int as count from organization')
    const [{ pairs } = {}] = await db.asOwner('select count(*)::int as pairs from app.organization_reach')
    print(`${db.kind}, ${count} organizations, ${pairs} pairs in reach`)
    const rows = [
      row('built from nothing', whole ?? []),
      row('nothing changed', same ?? []),
      row('one cell moved, with the checks of the tree', moved ?? []),
    ]
    print(markdownTable(['what', 'median ms', 'max ms'], rows))
  } finally {
    await db.close()
  }
}

/** How long it takes to preview, decide and undo the merger of two communes: 300 cells, 8,000 members, inside the city. */
export async function benchSuccession(print: Print): Promise<void> {
  const db = await openTestDatabase()
  try {
    await plant(db)
    await setToday(db, '2026-11-24')
    const place = await inventCity(db, { communes: 2, cells: 150, members: 27 })
    await db.asOwner('analyze')
    const predecessorIds = [...place.communes]
    const successor = newSuccessor({ parentId: place.city, kind: 'grassroots-committee-org' })
    const inherits = predecessorIds.map((predecessorId) => ({
      predecessorId,
      successorId: successor.organizationId,
      inherits: true,
    }))
    const [previews, decisions, undoings]: number[][] = [[], [], []]
    const { decider: reader, hand } = place.decider
    for (let round = 0; round < rounds; round += 1) {
      const proposal = exampleProposal({ predecessorIds, successors: [successor], inherits })
      const saved = await saveSuccession(db.database, place.preparer, {
        requestId: newId(),
        caseId: null,
        version: 1,
        proposal,
      })
      if (!saved.ok) throw new Error(saved.refusal.code)
      const { caseId } = saved.value
      await submitSuccession(db.database, place.preparer, { requestId: newId(), caseId, version: 1 })
      let planHash = ''
      previews?.push(
        await timed(async () => {
          const shown = await previewSuccession(db.database, { reader, hand }, caseId)
          if (shown.ok) planHash = shown.value.planHash
        }),
      )
      const act = { requestId: newId(), caseId }
      decisions?.push(
        await timed(async () => {
          const decided = await decideSuccession(db.database, place.decider, { ...act, version: 2, planHash })
          if (!decided.ok) throw new Error(JSON.stringify(decided.refusal))
        }),
      )
      undoings?.push(
        await timed(async () => {
          const undone = await undoSuccession(db.database, place.decider, {
            ...act,
            requestId: newId(),
            version: 3,
            reason: 'x',
          })
          if (!undone.ok) throw new Error(JSON.stringify(undone.refusal))
        }),
      )
    }
    print(`${db.kind}, merger of two communes with 300 cells and 8,100 members beside 21,942 organizations`)
    print(
      markdownTable(
        ['what', 'median ms', 'max ms'],
        [row('preview', previews ?? []), row('decide', decisions ?? []), row('undo', undoings ?? [])],
      ),
    )
  } finally {
    await db.close()
  }
}
