import { useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'
import { QuotaBar } from '../ui/quota-bar.tsx'
import { StackedBar } from '../ui/stacked-bar.tsx'
import classes from './parts.module.css'

/** Quota and stacked bars. */
export function QuotaParts() {
  const t = useTranslations('guide')
  return (
    <Panel title={t('quota')}>
      <div className={classes['quotas']}>
        <QuotaBar group="Nhóm 2A" groupNote="Giữ chức vụ lãnh đạo" proposed={9} limit={9} own={1} />
        <QuotaBar group="Nhóm 2B" groupNote="Trong hệ thống chính trị" proposed={47} limit={42} own={0} />
        <QuotaBar
          group="Nhóm 2C"
          groupNote="Không làm việc trong hệ thống chính trị"
          proposed={31}
          limit={52}
          own={1}
        />
        <StackedBar
          sentence="40 chi bộ: 16 đã thẩm định, 9 đang thẩm định, 3 đã nộp, 3 trả lại, 9 chưa nộp."
          legend
          parts={[
            { name: 'Đã thẩm định', value: 16, look: 'strong', to: '?state=appraised' },
            { name: 'Đang thẩm định', value: 9, look: 'middle', to: '?state=appraising' },
            { name: 'Đã nộp', value: 3, look: 'pale', to: '?state=sent' },
            { name: 'Trả lại', value: 3, look: 'watch', to: '?state=returned' },
            { name: 'Chưa nộp', value: 9, look: 'none', to: '?state=in-work' },
          ]}
        />
      </div>
    </Panel>
  )
}
