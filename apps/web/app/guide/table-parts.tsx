import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { FileChip, type ShownFileState } from '../ui/file-chip.tsx'
import { FilterButtons } from '../ui/filter-buttons.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { Panel } from '../ui/panel.tsx'
import { StackedBar } from '../ui/stacked-bar.tsx'

type CellRow = {
  name: string
  secretary: string
  state: ShownFileState
  reason: string
  rated: number | null
  members: number
  grades: readonly [number, number, number, number] | null
}

const cells: readonly CellRow[] = [
  {
    name: 'Tổ dân phố số 12',
    secretary: 'Trần Thị Sâm',
    state: 'returned',
    reason: 'Thiếu biên bản kiểm phiếu vòng 1. Hạn nộp lại 04/12, quá 2 ngày làm việc',
    rated: 29,
    members: 31,
    grades: [3, 20, 5, 1],
  },
  {
    name: 'Trường THCS Ngọc Hà',
    secretary: 'Lương Minh Đức',
    state: 'appraising',
    reason: 'Nộp lại hôm nay 08:12, đã sửa 2 điểm',
    rated: 30,
    members: 31,
    grades: [9, 20, 1, 0],
  },
  {
    name: 'Tổ dân phố số 1',
    secretary: 'Nguyễn Kim Ngân',
    state: 'appraised',
    reason: 'Thẩm định 06/12',
    rated: 33,
    members: 36,
    grades: [4, 24, 5, 0],
  },
  {
    name: 'Công ty CP Thành Sen',
    secretary: 'Tô Văn Hậu',
    state: 'not-started',
    reason: 'Chưa mở hồ sơ. Nhắc 03/12',
    rated: null,
    members: 11,
    grades: null,
  },
]

/** A working table with filters, a selected row and the notice that it is cut. */
export function TableParts() {
  const t = useTranslations('guide')
  const table = useTranslations('ui.table')
  const [open, setOpen] = useState('Tổ dân phố số 12')
  const columns: ReadonlyArray<Column<CellRow>> = [
    {
      id: 'name',
      head: 'Chi bộ',
      phone: 'title',
      cell: ({ name, secretary }) => (
        <>
          <a href="#cell">{name}</a>
          <br />
          <small style={{ color: 'var(--nq-ink2)' }}>Bí thư {secretary}</small>
        </>
      ),
    },
    {
      id: 'state',
      head: 'Trạng thái',
      cell: ({ state, reason }) => (
        <>
          <FileChip state={state} />
          <br />
          <small style={{ color: 'var(--nq-ink2)' }}>{reason}</small>
        </>
      ),
    },
    {
      id: 'rated',
      head: 'Xếp loại / tổng',
      numeric: true,
      cell: ({ rated, members }) => (
        <>
          <strong>{rated ?? '–'}</strong> / {members}
        </>
      ),
    },
    {
      id: 'grades',
      head: 'XS, T, HT, KHT',
      width: '14rem',
      cell: ({ grades }) =>
        grades === null ? (
          <MissingValue kind="missing" />
        ) : (
          <div style={{ minWidth: '9rem' }}>
            <StackedBar
              slim
              sentence={`${grades[0]} xuất sắc, ${grades[1]} tốt, ${grades[2]} hoàn thành, ${grades[3]} không hoàn thành`}
              parts={[
                { name: 'XS', value: grades[0], look: 'strong' },
                { name: 'T', value: grades[1], look: 'middle' },
                { name: 'HT', value: grades[2], look: 'plain' },
                { name: 'KHT', value: grades[3], look: 'red' },
              ]}
            />
          </div>
        ),
    },
  ]
  return (
    <Panel
      title={t('table')}
      flush
      aside={
        <FilterButtons
          name="state"
          choices={[
            { value: null, label: 'Tất cả', count: 40 },
            { value: 'returned', label: 'Trả lại', count: 3 },
            { value: 'appraising', label: 'Đang thẩm định', count: 9 },
            { value: 'sent', label: 'Đã nộp', count: 3 },
          ]}
        />
      }
    >
      <DataTable
        label={t('table')}
        columns={columns}
        rows={cells}
        rowKey={({ name }) => name}
        tone={({ name }) => (name === open ? 'selected' : undefined)}
        onOpen={({ name }) => setOpen(name)}
        total={40}
        allTo="?all=1"
        keys={
          <>
            <KeyHint keys={['↑', '↓']}>{table('key-row')}</KeyHint>
            <KeyHint keys={['↵']}>{table('key-open')}</KeyHint>
          </>
        }
      />
    </Panel>
  )
}
