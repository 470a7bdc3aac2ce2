import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import type { PlanPageData } from './plan-screen.tsx'

type Condition = PlanPageData['conditions'][number]
const looks = { yes: 'ok', no: 'red', unknown: 'dashed' } as const

/** The six conditions of the removal with state and fact; what nobody knows is "chưa rõ" and does not count as held. */
export function RemovalChecklist({ page: { conditions, clearQuarters } }: { page: PlanPageData }) {
  const t = useTranslations('plans.removal')
  const fact = ({ check, holds, fact: said }: Condition) => {
    const text = (name: string) => String(said[name] ?? '')
    if (check === 'R1') return t(`R1-${holds}`, { quarters: clearQuarters })
    if (check === 'R2') return holds === 'unknown' ? t('R2-unknown') : t('R2-count', { count: Number(said['count']) })
    if (check === 'R3') {
      const month = text('month')
      return month === '' ? t('R3-unknown') : t(`R3-${holds}`, { month: `${month.slice(5, 7)}/${month.slice(0, 4)}` })
    }
    if (check === 'R4') {
      const level = text('level')
      if (level === '') return t('R4-unknown')
      return t('R4-of', {
        level: t(`levels.${level as 'HT'}`),
        day: text('day') === '' ? t('no-day') : formatDay(text('day')),
      })
    }
    if (check === 'R5')
      return holds === 'unknown' ? t('R5-unknown') : t(`R5-${holds}`, { reference: text('reference') })
    return holds === 'yes' ? t('R6-yes', { number: text('number'), day: formatDay(text('day')) }) : t('R6-no')
  }
  const held = conditions.filter(({ holds }) => holds === 'yes').length
  return (
    <Panel title={t('title')} note={t('note', { held })} flush>
      <DataTable
        label={t('title')}
        rows={conditions}
        rowKey={({ check }) => check}
        columns={[
          {
            id: 'check',
            head: t('condition'),
            phone: 'title',
            cell: ({ check }) => `${check}. ${t(`conditions.${check}`)}`,
          },
          {
            id: 'state',
            head: t('state'),
            cell: ({ holds }) => <Chip look={looks[holds]}>{t(`holds.${holds}`)}</Chip>,
          },
          { id: 'fact', head: t('fact'), cell: fact },
        ]}
      />
    </Panel>
  )
}
