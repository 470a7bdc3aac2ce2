import { useTranslations } from 'use-intl'
import { Deadline } from '../ui/deadline.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconWifiOff } from '../ui/icons.ts'
import { ErrorNotice, Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { WhyPopover } from '../ui/why-popover.tsx'
import classes from './parts.module.css'

/** Explanations, errors, deadlines, empty pages. */
export function MessageParts() {
  const t = useTranslations('guide')
  const how = useTranslations('ui.deadline')
  const howLink = <a href="#how">{how('how')}</a>
  return (
    <>
      <Panel title={t('why')}>
        <div className={classes['stackList']}>
          <p>
            Tỉ lệ xếp loại HTXSNV nhóm 2B, tối đa: <QuotaWhy>42</QuotaWhy>. <QuotaWhy />
          </p>
        </div>
      </Panel>
      <Panel title={t('errors')}>
        <div className={classes['stackList']}>
          <ErrorNotice
            happened="Chưa lưu được 3 ô vì mất kết nối lúc 20:14."
            kept="Cả 3 số vẫn giữ trên máy này."
            todo="Hệ thống tự gửi lại khi có mạng; đồng chí có thể nhập tiếp."
            action={<a href="#again">Gửi lại ngay</a>}
            code="M-02, 20:14:32"
          />
          <Notice tone="watch" icon={IconWifiOff} title="Mất mạng lúc 20:14">
            Mọi số vẫn được giữ trên máy này và tự gửi khi có mạng. Không cần nhập lại.
          </Notice>
          <Notice tone="info" title="Bản quy tắc mới có hiệu lực từ 01/01/2027." />
          <Notice tone="ok" title="Đã gửi Đảng ủy lúc 20:31." />
        </div>
      </Panel>
      <Panel title={t('deadlines')}>
        <div className={classes['stackList']}>
          <Deadline deadline={{ kind: 'counted', day: '2026-12-10', workingDays: 2 }} how={howLink} />
          <Deadline deadline={{ kind: 'counted', day: '2026-12-08', workingDays: 0 }} how={howLink} />
          <Deadline deadline={{ kind: 'counted', day: '2026-12-04', workingDays: -2 }} how={howLink} />
          <Deadline deadline={{ kind: 'suspended', daysLeft: 11 }} how={howLink} />
          <Deadline deadline={{ kind: 'provisional', day: '2027-02-16', why: 'chờ lịch nghỉ Tết' }} how={howLink} />
        </div>
      </Panel>
      <Panel title={t('empty')} flush>
        <EmptyState
          why="Không có việc nào đến hạn trong 10 ngày. Việc gần nhất: in 412 quyết định, hạn 22/12."
          action={<a href="#all">Xem mọi việc</a>}
        />
      </Panel>
    </>
  )
}

function QuotaWhy({ children }: { children?: string }) {
  return (
    <WhyPopover
      title="Vì sao là 42"
      sentence="Nhóm 2B được xếp HTXSNV tối đa 42 người: 20% × 214 = 42,8; lấy phần nguyên 42."
      why={{
        how: '20% × 214 = 42,8; lấy phần nguyên 42',
        facts: (
          <>
            <a href="#members">214 đảng viên xếp T</a>, 28 chi bộ đã nộp
          </>
        ),
        missing: '12 chi bộ chưa có; con số sẽ còn đổi',
        rule: (
          <>
            <a href="#rules">Quy định 366, bản 1</a>, mục tỉ lệ xếp loại; căn cứ tính tỉ lệ: số HTTNV
          </>
        ),
        source: 'phiếu đã kiểm, lượt nhập 2 khớp',
        at: '08/12/2026 08:40',
      }}
      links={<a href="#cells">Xem 28 chi bộ</a>}
    >
      {children}
    </WhyPopover>
  )
}
