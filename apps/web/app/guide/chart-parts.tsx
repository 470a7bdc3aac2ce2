import { useTranslations } from 'use-intl'
import { HorizontalBars } from '../ui/charts/horizontal-bars.tsx'
import { StackedColumns } from '../ui/charts/stacked-columns.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './parts.module.css'

/** Both charts with their table twins. */
export function ChartParts() {
  const t = useTranslations('guide')
  return (
    <Panel title={t('charts')}>
      <div className={classes['quotas']} style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(18rem, 1fr))' }}>
        <HorizontalBars
          sentence="Nhóm 2B: THCS Ngọc Hà 9, Tiểu học Ngọc Hà 8, Văn phòng HĐND, UBND 7, 29 chi bộ khác 23 đề xuất xuất sắc."
          heads={['Chi bộ', 'Đề xuất HTXSNV']}
          nameWidth={140}
          bars={[
            { name: 'THCS Ngọc Hà', value: 9, note: '45%', look: 'red' },
            { name: 'Tiểu học Ngọc Hà', value: 8, note: '47%', look: 'red' },
            { name: 'VP HĐND, UBND', value: 7, note: '44%', look: 'red' },
            { name: '29 chi bộ khác', value: 23, note: '14%' },
          ]}
        />
        <StackedColumns
          sentence="Số đảng viên theo mức, ba năm; tỷ lệ xuất sắc giảm từ 2024."
          columnHead="Năm"
          layers={[
            { name: 'HTXSNV', look: 'strong' },
            { name: 'HTTNV', look: 'middle' },
            { name: 'HTNV', look: 'plain' },
            { name: 'KHTNV', look: 'red' },
          ]}
          columns={[
            { name: '2024', values: [210, 690, 80, 6] },
            { name: '2025', values: [188, 720, 91, 4] },
            { name: '2026', values: [87, 560, 60, null] },
          ]}
        />
      </div>
    </Panel>
  )
}
