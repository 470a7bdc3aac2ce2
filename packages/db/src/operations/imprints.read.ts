import type { CopyConnection } from './copy-connection.ts'

/** A record that does not stand as the trail says it was last written. */
export type StrangeRecord = {
  readonly recordTable: string
  readonly recordId: string
  /** `changed`: other fields; `deleted`: gone without an act; `unwritten`: there without any act that wrote it. */
  readonly how: 'changed' | 'deleted' | 'unwritten'
}

export type ImprintCheck = {
  /** Records compared with the imprint of their last act. */
  readonly compared: number
  /** Records last written before imprints were taken, of which nothing can be said. */
  readonly without: number
  /** How many do not fit, and the first of them by table and id, at most a hundred. */
  readonly strange: number
  readonly named: readonly StrangeRecord[]
}

const most = 100

/**
 * Compares every record of an imprinted table with the imprint that its last act left in the trail. Past the policies, in the owner's
 * transaction that reads one state and changes nothing; names tables and ids only.
 */
export async function readImprints(connection: CopyConnection): Promise<ImprintCheck> {
  const found = { compared: 0, without: 0, strange: 0, named: [] as StrangeRecord[] }
  const tables = await connection.query('select table_name::text as name from app.imprinted_table order by 1')
  for (const { name } of tables) {
    const table = String(name)
    // Under a name that no column has: a column t hides a row t.
    const [row] = await connection.query(
      `with last as (
         select distinct on (e.record_id) e.record_id, e.action, e.detail ->> 'imprint' as imprint
           from audit_event e where e.record_table = $1 and e.action in ('insert', 'update', 'delete') and e.record_id is not null
          order by e.record_id, e.at desc, e.id desc),
       judged as (
         select coalesce(stored.id, l.record_id) as id,
                case when l.record_id is null then 'unwritten'
                     when stored.id is null then case when l.action = 'delete' then 'gone' else 'deleted' end
                     when l.action = 'delete' then 'unwritten'
                     when l.imprint is null then 'without'
                     when l.imprint = app.imprint(to_jsonb(stored)) then 'fits' else 'changed' end as how
           from ${quoted(table)} stored full join last l on l.record_id = stored.id)
       select count(*) filter (where how in ('fits', 'changed'))::int as compared,
              count(*) filter (where how = 'without')::int as without,
              count(*) filter (where how in ('changed', 'deleted', 'unwritten'))::int as strange,
              coalesce((array_agg(id::text || ' ' || how order by id) filter (where how in ('changed', 'deleted', 'unwritten')))[1:${most}], '{}') as named
         from judged`,
      [table],
    )
    found.compared += Number(row?.['compared'])
    found.without += Number(row?.['without'])
    found.strange += Number(row?.['strange'])
    for (const one of (row?.['named'] ?? []) as string[]) {
      const [recordId = '', how] = one.split(' ')
      if (found.named.length < most)
        found.named.push({ recordTable: table, recordId, how: how as StrangeRecord['how'] })
    }
  }
  return found
}

/** The name of a table, from our own migration. */
const quoted = (name: string) => `public."${name.replaceAll('"', '""')}"`
