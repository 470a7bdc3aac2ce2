import type { Tx } from '../src/client.ts'
import { type CityGround, cityWords, layCity, operatorId } from './city-ground.ts'

const matters = [
  ['complaint', 'admin-land', 'land-recovery', 'Không đồng ý đơn giá bồi thường thửa đất số '],
  ['complaint', 'admin-land', 'land-certificate', 'Không đồng ý việc từ chối cấp giấy chứng nhận thửa đất số '],
  ['feedback', 'admin-other', 'environment', 'Đề nghị thu gom rác đúng giờ ở ngõ '],
  ['feedback', 'admin-other', 'environment', 'Phản ánh tiếng ồn ban đêm ở ngõ '],
  ['feedback', 'admin-policy', null, 'Hỏi chính sách hỗ trợ của hộ số '],
  ['feedback', 'admin-other', null, 'Đề nghị sửa đường và thoát nước ở ngõ '],
  ['feedback', 'admin-other', null, 'Phản ánh xây dựng không phép tại số nhà '],
  ['denunciation', 'admin-civil-service', 'cadres', 'Nhận tiền khi xác nhận hồ sơ số '],
] as const

export const cityPetitionKinds = ['complaint', 'feedback', 'denunciation'] as const
/** A paper older than so many days has left the desk. */
export const cityAges = 40

/** The day that a paper still at the desk is to be judged by, as the register has it for its kind and day of receipt. */
type Due = { readonly kind: string; readonly age: number; readonly rule: string | null; readonly on: string | null }

/** Papers of one unit in one year by the day they came: older ones settled, the latest still at the desk; every step has its row. */
export async function layCityPetitions(
  tx: Tx,
  ground: CityGround,
  { unit, year, dues }: { readonly unit: number; readonly year: number; readonly dues: readonly Due[] },
): Promise<void> {
  const { id, dice, list, commune } = cityWords(ground)
  // Communes receive since the reform; of the year under way as much as has passed of it.
  const first = year === 2025 ? '2025-07-01' : `${year}-01-01`
  const last = `${year}-12-31` < ground.today ? `${year}-12-31` : ground.today
  const days = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000)
  const count = Math.max(1, Math.round(((ground.measure.petitionsAYear / ground.measure.communes) * days) / 365))
  const key = `${(year - 2020) * 1_000 + unit} * 100000::bigint + n`
  const column = (index: 0 | 1 | 2 | 3) => `${list(matters.map((one) => one[index] ?? ''))}[matter]`
  const known = dues.flatMap(({ kind, age, rule, on }) =>
    rule && on ? [`('${kind}', ${age}, '${rule}', date '${on}')`] : [],
  )
  const text = (what: string) => `app.search_text('${year}-' || lpad(n::text, 4, '0') || ' ' || ${what})`
  await layCity(tx, [
    `create temporary table city_paper on commit drop as
    select p.*, case when age < 12 or age < ${cityAges} and roll < 3 then 'registered' when roll < 45 then 'answered' when roll < 75 then 'forwarded' when roll < 90 then 'guided' else 'returned' end as state
      from (select n, ${key} as key, (date '${first}' + (n * ${days}::bigint / ${count})::int) as came, date '${ground.today}' - (date '${first}' + (n * ${days}::bigint / ${count})::int) as age, 1 + ${dice(key, 70, matters.length)} as matter, ${dice(key, 71, 100)} as roll, ${dice(key, 72, 900)} as at
        from generate_series(1, ${count}) n) p`,
    `insert into petition (id, organization_id, year, number, kind, state, source, received_on, identity, petitioner_name, petitioner_address, sealed_number, alias, petitioner_count, representatives, respondent, content, place, field_l1, field_l2, originals, copies, is_signed, is_verifiable, severity, sorting, handler_id, handler_name, due_rule, due_on, settled_on, search_text)
    select ${id('petition', 'key')}, ${commune(String(unit))}, ${year}, n, kind, state, ${list(['post', 'post', 'box', 'online'])}[1 + roll % 4], came, 'named', case kind when 'denunciation' then '' else 'Người gửi mẫu' end, case kind when 'denunciation' then '' else 'Ngõ ' || at end,
        case kind when 'denunciation' then 'NP-' || n else '' end, case kind when 'denunciation' then 'Người tố cáo ${year}-' || n else '' end, 1, 0, '', content || at, 'Ngõ ' || at, field, nullif(below, ''), 0, 1, true, false, 'normal',
        case when state = 'registered' then null else jsonb_build_object('reasons', '[]'::jsonb, 'handling', case state when 'returned' then 'return' when 'guided' then 'guide' else 'forward' end, 'competence', 'other', 'eligibility', 'eligible') end,
        '${operatorId}', 'Cán bộ tiếp công dân mẫu', d.due_rule, d.due_on, case when state = 'registered' then null else came + 8 end, ${text(`content || at || ' ngõ ' || at`)}
      from (select *, ${column(0)} as kind, ${column(1)} as field, ${column(2)} as below, ${column(3)} as content from city_paper) p
      left join (values ${known.join(', ')}) d (due_kind, due_age, due_rule, due_on) on p.state = 'registered' and d.due_kind = p.kind and d.due_age = p.age`,
    `insert into petition_step (id, organization_id, petition_id, position, event, from_state, to_state, actor_id, actor_name, on_day)
    select ${id('step', '(key) * 10 + s.position')}, ${commune(String(unit))}, ${id('petition', 'key')}, s.position, s.event, s.before, s.after, '${operatorId}', 'Cán bộ tiếp công dân mẫu', least(came + s.later, date '${ground.today}')
      from city_paper p cross join lateral (values (1, 'register', null, 'registered', 0, true), (2, 'sort', 'registered', 'sorted', 3, state <> 'registered'),
        (3, case state when 'guided' then 'guide' when 'returned' then 'return' else 'forward' end, 'sorted', case state when 'answered' then 'forwarded' else state end, 5, state not in ('registered', 'sorted')),
        (4, 'take-answer', 'forwarded', 'answered', 8, state = 'answered')) s (position, event, before, after, later, holds) where s.holds`,
  ])
}
