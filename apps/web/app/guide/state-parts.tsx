import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ConflictView } from '../ui/conflict-view.tsx'
import { IconGavel } from '../ui/icons.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { RefusalNotice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { SavedState } from '../ui/saved-state.tsx'
import classes from './parts.module.css'

/** Conflict, saved state, refusal, keys. */
export function StateParts() {
  const t = useTranslations('guide')
  const table = useTranslations('ui.table')
  const [chosen, setChosen] = useState('')
  return (
    <>
      <Panel title={t('conflict')}>
        <ConflictView
          what="Số phiếu T của dòng 5 đã được đồng chí Thịnh sửa lúc 20:16. Cả hai số đều được giữ."
          mine={{ who: 'Của đồng chí', value: 11, at: '2026-12-08T13:14:32Z', effect: 'Cộng dòng: 20, chưa khớp' }}
          theirs={{ who: 'Của đồng chí Thịnh', value: 12, at: '2026-12-08T13:16:05Z', effect: 'Cộng dòng: 21, khớp' }}
          fits="theirs"
          keepMine={{ label: 'Giữ 11', onChoose: () => setChosen('11') }}
          takeTheirs={{ label: 'Lấy 12', onChoose: () => setChosen('12') }}
        />
        <p role="status">{chosen}</p>
      </Panel>
      <Panel title={t('saved')}>
        <div className={classes['stackList']}>
          <SavedState saved={{ state: 'saving' }} />
          <SavedState saved={{ state: 'saved', at: '2026-12-08T13:14:32Z' }} />
          <SavedState saved={{ state: 'kept-here', waiting: 3 }} />
          <SavedState saved={{ state: 'unsaved', cells: 1 }} />
        </div>
      </Panel>
      <Panel title={t('refusal')}>
        <div className={classes['stackList']}>
          <Button leftSection={<IconGavel size={18} stroke={1.6} aria-hidden />} fullWidth>
            Ban hành quyết định
          </Button>
          <RefusalNotice
            title="Chưa ban hành quyết định được"
            rules={[
              {
                code: 'QD-03',
                found: 'Nhóm 2B vượt tỉ lệ xếp loại HTXSNV 5 người và chưa có số quyết định cho áp dụng 25%.',
                wayOut: 'Điều chỉnh đề xuất, hoặc nhập số quyết định.',
                ruleHref: '#qd-03',
              },
              {
                code: 'QD-01',
                found: '3 hồ sơ trả lại, 9 chưa nộp.',
                wayOut: 'Thẩm định xong cả 40 hồ sơ.',
                ruleHref: '#qd-01',
              },
            ]}
          />
        </div>
      </Panel>
      <Panel title={t('keys')}>
        <div className={classes['stackList']}>
          <KeyHint keys={['/']}>Tìm, gõ không dấu được</KeyHint>
          <KeyHint keys={['↑', '↓']}>{table('key-row')}</KeyHint>
          <KeyHint keys={['↵']}>{table('key-down')}</KeyHint>
          <KeyHint keys={['Tab']}>{table('key-right')}</KeyHint>
          <KeyHint keys={['Ctrl', 'V']}>{table('key-paste')}</KeyHint>
          <KeyHint keys={['?']}>Vì sao, tại ô đang chọn</KeyHint>
          <KeyHint keys={['F8']}>Đến chỗ cần sửa kế tiếp</KeyHint>
        </div>
      </Panel>
    </>
  )
}
