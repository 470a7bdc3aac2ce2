import type { Tx } from '../src/client.ts'
import { type CityGround, cityWords, layCity, operatorId } from './city-ground.ts'

/** A project per commune, and a complex case in every third, worked on since half a year. */
export async function layCityIncidents(tx: Tx, ground: CityGround): Promise<void> {
  const { id, dice, commune, list } = cityWords(ground)
  const { communes } = ground.measure
  const day = (back: number) => `(date '${ground.today}' - ${back})`
  const stage = list(['clearance', 'clearance', 'planning'])
  await layCity(tx, [
    `insert into project (id, organization_id, code, name, kind, owner, stage, source, opened_on)
    select ${id('project', 'n')}, '${ground.cityId}', 'MAU-' || n, 'Dự án Mẫu ' || n, ${list(['road', 'housing', 'industry', 'waste', 'cemetery'])}[1 + ${dice('n', 80, 5)}], 'Ban Quản lý dự án', ${stage}[1], 'Dữ liệu mẫu', ${day(300)} from generate_series(1, ${communes}) n`,
    `insert into project_area (id, project_id, organization_id, valid_from) select ${id('project', '10000 + n')}, ${id('project', 'n')}, ${commune('n')}, ${day(300)} from generate_series(1, ${communes}) n`,
    `insert into project_step (id, project_id, organization_id, position, event, to_stage, on_day, reason, actor_id, actor_name)
    select ${id('project', '20000 + n')}, ${id('project', 'n')}, '${ground.cityId}', 1, 'open', ${stage}[1], ${day(300)}, 'Dữ liệu mẫu', '${operatorId}', 'Dữ liệu mẫu' from generate_series(1, ${communes}) n`,
    `insert into complex_case (id, organization_id, decider_id, code, first_case_id, project_id, title, place, matter, source, first_seen_on, level, state)
    select ${id('incident', 'n')}, ${commune('n')}, '${ground.cityId}', 'VV-${ground.today.slice(0, 4)}-' || (1000 + n), ${id('incident', 'n')}, ${id('project', 'n')}, 'Bồi thường, tái định cư Dự án Mẫu ' || n, 'Thôn ven đường', 'compensation', 'citizen-reception', ${day(180)}, 'city', 'detected'
      from generate_series(1, ${communes}, 3) n`,
    ...steps.flatMap(([event, before, after, later, change, decision], index) => [
      ...(change
        ? [
            `update complex_case c set state = '${after}'${change === 'state' ? '' : `, ${change}`}, version = c.version + 1 from generate_series(1, ${communes}, 3) n where c.id = ${id('incident', 'n')}`,
          ]
        : []),
      `insert into complex_case_step (id, organization_id, case_id, position, event, from_state, to_state, actor_id, actor_name, on_day, decision_number, decision_body, detail)
      select ${id('incident', `n * 10 + 100000 + ${index}`)}, ${commune('n')}, ${id('incident', 'n')}, ${index + 1}, '${event}', ${before ? `'${before}'` : 'null'}, '${after}', '${operatorId}', 'Dữ liệu mẫu', ${day(180)} + ${later}, ${decision ? `'21-QĐ/TU', 'Ban Thường vụ (dữ liệu mẫu)'` : 'null, null'}, '{}'
        from generate_series(1, ${communes}, 3) n`,
    ]),
  ])
}

/** The way of every case, a row and a change at a time: the database takes a step only of a case that stands where it leads. */
const steps: readonly (readonly [
  event: string,
  before: string,
  after: string,
  later: number,
  change: string,
  decision: boolean,
])[] = [
  ['detect', '', 'detected', 0, '', false],
  ['receive', 'detected', 'received', 2, 'state', false],
  [
    'classify',
    'received',
    'classified',
    5,
    `priority = 'B', cause = 'implementation', households = '11-30', participants = '11-30'`,
    false,
  ],
  [
    'assign',
    'classified',
    'assigned',
    9,
    `leader = 'Phó Bí thư Thường trực Đảng ủy', lead_body = 'UBND xã, phường'`,
    true,
  ],
  ['start', 'assigned', 'in-progress', 12, `plan = 'Đối thoại, chi trả, giao đất.'`, false],
]
