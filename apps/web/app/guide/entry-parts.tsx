import { levels } from '@nq15/domain/ratings'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { EntryGrid } from '../ui/entry-grid.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { NumberCell } from '../ui/number-cell.tsx'
import { Panel } from '../ui/panel.tsx'
import { SavedState } from '../ui/saved-state.tsx'
import classes from './parts.module.css'

const heads = levels
const people = ['Nguyễn Thị Bích Hường', 'Đặng Hữu Nghĩa', 'Ngô Xuân Phương']
const validBallots = 21

/** A small tally: sums are checked, an empty field is not zero, a fault is explained in the row below. */
export function EntryParts() {
  const t = useTranslations('guide')
  const table = useTranslations('ui.table')
  const [votes, setVotes] = useState([
    ['17', '4', '0', '0'],
    ['3', '11', '6', '0'],
    ['', '', '', ''],
  ])
  const [saved, setSaved] = useState<string | null>(null)

  function put(row: number, column: number, typed: string) {
    setVotes((before) =>
      before.map((line, at) => (at === row ? line.map((vote, c) => (c === column ? typed : vote)) : line)),
    )
    setSaved('2026-12-08T13:14:32Z')
  }

  function putBlock(cells: string[][], at: { row: number; column: number }) {
    for (const [down, line] of cells.entries()) {
      for (const [right, typed] of line.entries()) put(at.row + down, at.column + right, typed)
    }
  }

  return (
    <Panel
      title={t('entry')}
      flush
      aside={
        <span className={classes['row']}>
          <KeyHint keys={['↵']}>{table('key-down')}</KeyHint>
          <KeyHint keys={['Tab']}>{table('key-right')}</KeyHint>
          <KeyHint keys={['Ctrl', 'V']}>{table('key-paste')}</KeyHint>
        </span>
      }
    >
      <EntryGrid label={t('entry')} onPasteBlock={putBlock}>
        <table className={classes['entry']}>
          <thead>
            <tr>
              <th scope="col">Đảng viên</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              <th scope="col">Cộng / {validBallots}</th>
            </tr>
          </thead>
          <tbody>
            {votes.flatMap((line, row) => {
              const empty = line.every((vote) => vote === '')
              const sum = line.reduce((total, vote) => total + Number(vote), 0)
              const bad = !empty && sum !== validBallots
              const name = people[row] ?? ''
              return [
                <tr key={name} className={bad ? classes['fault'] : undefined}>
                  <th scope="row">{name}</th>
                  {line.map((vote, column) => (
                    <td key={heads[column]} data-head={heads[column]}>
                      <NumberCell
                        row={row}
                        column={column}
                        label={`${name}, ${heads[column]}`}
                        value={vote}
                        onCommit={(typed) => put(row, column, typed)}
                        state={bad ? 'error' : 'plain'}
                        {...(bad ? { describedBy: `fault-${row}` } : {})}
                      />
                    </td>
                  ))}
                  <td>
                    <strong>{empty ? '…' : sum}</strong> / {validBallots}
                  </td>
                </tr>,
                bad ? (
                  <tr key={`${name}-fault`} className={classes['fault']}>
                    <td colSpan={6} id={`fault-${row}`}>
                      <strong>
                        P-07 {line.join(' + ')} = {sum}, phải bằng {validBallots} phiếu hợp lệ.
                      </strong>{' '}
                      Các số đã nhập vẫn được giữ. Hãy đếm lại xấp phiếu này.
                    </td>
                  </tr>
                ) : null,
              ]
            })}
          </tbody>
        </table>
      </EntryGrid>
      <div style={{ padding: '0.5rem 1.125rem' }}>
        <SavedState saved={saved === null ? { state: 'idle' } : { state: 'saved', at: saved }} />
      </div>
    </Panel>
  )
}
