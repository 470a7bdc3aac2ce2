import { memberLabelsEn, memberLabelsVi } from '../members/index.ts'
import type { LegalNumber } from '../shared/index.ts'
import { limitationRules } from './limitation.ts'

const objects = {
  organization: { vi: 'tổ chức đảng', en: 'Party organizations' },
  member: { vi: 'đảng viên', en: 'members' },
} as const

/** The lengths of the limitation of discipline, by object and form; a form without a limit has no number. */
export const limitationNumbers: readonly LegalNumber[] = limitationRules.flatMap(({ inForce, source, ...rule }) =>
  (['organization', 'member'] as const).flatMap((of) =>
    Object.entries(rule[of]).flatMap(([form, months]): LegalNumber[] => {
      if (typeof months !== 'number') return []
      const name = form as keyof typeof memberLabelsVi.disciplineForms
      return [
        {
          ...{ key: `limitation.${of}.${form}.${inForce.from}`, value: months, unit: 'months', ...inForce, ...source },
          acts: [
            {
              vi: `Thời hiệu xử lý kỷ luật ${objects[of].vi}; ${memberLabelsVi.disciplineForms[name].toLowerCase()}`,
              en: `Limitation of discipline of ${objects[of].en}; ${memberLabelsEn.disciplineForms[name].toLowerCase()}`,
            },
          ],
          restsOn: { kind: 'limitation', of, form },
        },
      ]
    }),
  ),
)
