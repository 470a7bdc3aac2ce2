import { useTranslations } from 'use-intl'
import { AppFrame } from '../ui/app-frame.tsx'
import {
  IconActivity,
  IconClipboardCheck,
  IconHistory,
  IconListCheck,
  IconMail,
  IconReport,
  IconRoute,
  IconSitemap,
} from '../ui/icons.ts'
import { PageHead } from '../ui/page-head.tsx'
import { SavedState } from '../ui/saved-state.tsx'
import { Stepper } from '../ui/stepper.tsx'
import { ButtonParts } from './button-parts.tsx'
import { ChartParts } from './chart-parts.tsx'
import { ChipParts } from './chip-parts.tsx'
import { EntryParts } from './entry-parts.tsx'
import { MessageParts } from './message-parts.tsx'
import classes from './parts.module.css'
import { QuotaParts } from './quota-parts.tsx'
import { StateParts } from './state-parts.tsx'
import { TableParts } from './table-parts.tsx'

/** The style guide: every shared part in every state, on invented people and figures (day shown: 08/12/2026). */
export function PartsScreen() {
  const t = useTranslations('guide')
  return (
    <AppFrame
      organization="Đảng ủy phường Ngọc Hà"
      user={{ name: 'Nguyễn Thu Trang', roleLabel: 'Văn phòng Đảng ủy' }}
      nav={[
        { to: '/ui', label: 'Việc của tôi', icon: IconListCheck, count: 14, end: true },
        { to: '/ui/organizations', label: 'Tổ chức đảng', icon: IconSitemap },
        { to: '/ui/ratings', label: 'Xếp loại 2026', short: 'Xếp loại', icon: IconClipboardCheck, count: 40 },
        { to: '/ui/monitoring', label: 'Nhận diện sớm', icon: IconActivity },
        { to: '/ui/consolidation', label: 'Kế hoạch củng cố', icon: IconRoute, count: 2 },
        { to: '/ui/petitions', label: 'Đơn, tiếp công dân', icon: IconMail, count: 3 },
        { to: '/ui/reports', label: 'Báo cáo', icon: IconReport },
      ]}
      systemNav={[{ to: '/ui/audit', label: 'Nhật ký của tôi', icon: IconHistory }]}
      userLinks={[{ to: '/ui/sessions', label: 'Phiên đăng nhập' }]}
      searchAction="/ui"
      today="2026-12-08"
      laterChanges={4}
      sample
    >
      <PageHead
        crumbs={[{ label: 'Xếp loại 2026', to: '/ui' }, { label: 'Đảng bộ phường Ngọc Hà' }]}
        title={t('title')}
        state={t('state')}
        actions={<ButtonParts.Head />}
        saved={
          <SavedState saved={{ state: 'saved', at: '2026-12-08T13:14:32Z' }}>
            Còn 2 chỗ cần sửa trước khi gửi.
          </SavedState>
        }
      />
      <div className={classes['whole']} style={{ marginBottom: '1rem' }}>
        <Stepper
          label={t('steps')}
          steps={[
            { name: 'Kiểm điểm', note: '22 trên 23', state: 'done' },
            { name: 'Họp, bỏ phiếu', note: '08/12, 19:00', state: 'done' },
            { name: 'Nhập kiểm phiếu', note: '2 chỗ cần sửa', state: 'now' },
            { name: 'Gửi Đảng ủy', note: 'hạn 10/12', state: 'next' },
          ]}
        />
      </div>
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <ChipParts />
        </div>
        <div className={classes['column']}>
          <MessageParts />
        </div>
        <div className={classes['column']}>
          <StateParts />
        </div>
      </div>
      <div className={classes['whole']}>
        <QuotaParts />
        <TableParts />
        <EntryParts />
        <ChartParts />
        <ButtonParts.Fields />
      </div>
    </AppFrame>
  )
}
