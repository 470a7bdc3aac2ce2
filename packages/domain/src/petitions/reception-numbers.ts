import type { LegalNumber } from '../shared/index.ts'
import { dutyRules, type HeadType } from './reception-duty.ts'
import { representativeRules } from './representatives.ts'

const heads: Readonly<Record<HeadType, { readonly vi: string; readonly en: string }>> = {
  'commune-secretary': { vi: 'bí thư đảng ủy xã, phường', en: 'commune secretary' },
  'commune-chair': { vi: 'chủ tịch UBND xã, phường', en: 'chair of a commune' },
  'city-secretary': { vi: 'Bí thư Thành ủy', en: 'secretary of the city' },
  'city-chair': { vi: 'Chủ tịch UBND Thành phố', en: 'chair of the city' },
  'department-head': { vi: 'thủ trưởng sở, ngành', en: 'head of a department' },
  'public-unit-head': { vi: 'thủ trưởng đơn vị sự nghiệp', en: 'head of a public unit' },
}

const { from, source, rules } = representativeRules

/** The days of reception each head owes, and how many representatives many people may have. */
export const receptionNumbers: readonly LegalNumber[] = [
  ...dutyRules.map(
    ({ id, head, least, per, inForce, source: basis }): LegalNumber => ({
      ...{ key: `reception.${id}.${inForce.from}`, value: least, ...inForce, ...basis },
      unit: per === 'month' ? 'days-a-month' : 'days-a-week',
      acts: [
        {
          vi: `Số ngày tiếp công dân ít nhất của ${heads[head].vi}`,
          en: `Days of reception at least: ${heads[head].en}`,
        },
      ],
      restsOn: { kind: 'reception', of: head },
    }),
  ),
  ...rules.flatMap(({ fromPeople, most }): LegalNumber[] => {
    const common = { unit: 'count', from, until: null, ...source, restsOn: null } as const
    return [
      {
        ...{ ...common, key: `representatives.from-${fromPeople}`, value: fromPeople },
        acts: [
          { vi: 'Số người cùng khiếu nại phải cử người đại diện, từ', en: 'People who name representatives, from' },
        ],
      },
      {
        ...{ ...common, key: `representatives.most-${fromPeople}`, value: most },
        acts: [
          {
            vi: `Số người đại diện nhiều nhất khi có từ ${fromPeople} người`,
            en: `Representatives at most, from ${fromPeople} people on`,
          },
        ],
      },
    ]
  }),
]
