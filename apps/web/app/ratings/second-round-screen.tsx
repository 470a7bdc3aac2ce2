import { Button } from '@mantine/core'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../ui/empty-state.tsx'
import { EntryGrid } from '../ui/entry-grid.tsx'
import { IconHistory } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { NumberCell } from '../ui/number-cell.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { SavedState } from '../ui/saved-state.tsx'
import { Differences } from './differences.tsx'
import type { secondRoundLoader } from './second-round.server.ts'
import { TallyNotices } from './tally-notices.tsx'
import { useTallyQueue } from './use-tally-queue.ts'
import classes from './workspace.module.css'
import { isBroken } from './workspace-fault.tsx'

const headFields = ['eligible', 'present', 'issued', 'collected', 'valid', 'invalid', 'seats'] as const

/** The second round: one number for each person put to the vote; the sheet tells whom the cell has chosen. */
export function SecondRoundScreen() {
  const view = useLoaderData<typeof secondRoundLoader>()
  return <SecondRound key={`${view.cell.id} ${view.entry.number}`} view={view} />
}

type View = ReturnType<typeof useLoaderData<typeof secondRoundLoader>>

function SecondRound({ view }: { view: View }) {
  const t = useTranslations('ratings.second-round')
  const tally = useTranslations('ratings.tally')
  const { campaign, cell, entry } = view
  const here = `/ratings/${campaign.year}/cells/${cell.id}`
  const { revalidate } = useRevalidator()
  const queue = useTallyQueue({
    userId: view.userId,
    place: `tally/${campaign.id}/${cell.id}/2/${entry.number}`,
    url: `${here}/save`,
    extra: { campaignId: campaign.id, round: 2, entry: entry.number },
    onSettled: revalidate,
  })
  const hold = (text: string) => (isBroken(text) ? 'NOT_INTEGER' : null)
  const record = { ...view.record.values, ...queue.aheadOf('record', view.record.version) }
  const nameOf = (caseId: string) => {
    const row = view.rows.find((one) => one.caseId === caseId)
    return row ? `${row.position}. ${row.name}` : ''
  }
  const done = entry.completedAt !== null
  return (
    <>
      <PageHead
        crumbs={[{ label: cell.name, to: here }, { label: t('crumb') }]}
        title={t('title')}
        state={t('state', { count: view.rows.length })}
        actions={
          campaign.secondEntry && view.mayCount && view.rows.length > 0 ? (
            <Button
              variant={done ? 'default' : 'filled'}
              onClick={() =>
                queue.put('record', { complete: done ? 'false' : 'true' }, { version: view.record.version })
              }
            >
              {t(done ? 'reopen' : 'complete')}
            </Button>
          ) : undefined
        }
        saved={<SavedState saved={queue.saved} />}
      />
      <div className={classes['stack']}>
        {entry.ofAnother && (
          <Notice tone="info" icon={IconHistory} title={t('of-another', { name: entry.ofAnother })} />
        )}
        <TallyNotices
          queue={queue}
          nameRow={(row) => (row === 'record' ? tally('record') : nameOf(row.replace('votes/', '')))}
          nameField={(_row, field) => {
            const known = [...headFields, 'chosen' as const].find((one) => one === field)
            return known ? tally(`settle.field.${known}`) : tally('completion')
          }}
        />
        {view.differences !== null && (
          <Differences
            differences={view.differences}
            url={`${here}/settle`}
            round={2}
            mayCount={view.maySettle}
            otherName={entry.otherName ?? ''}
            nameOf={nameOf}
          />
        )}
        {view.rows.length === 0 ? (
          <Panel title={t('title')}>
            <EmptyState why={t(campaign.rounds === 2 ? 'nobody' : 'one-round')} />
          </Panel>
        ) : (
          <EntryGrid label={t('title')}>
            <div className={classes['stack']}>
              <Panel
                title={tally('record')}
                note={campaign.secondEntry ? t('entry', { entry: entry.number }) : undefined}
              >
                <div className={classes['record']}>
                  {headFields.map((field, index) => (
                    <div key={field} className={classes['count']}>
                      <span aria-hidden>{tally(`settle.field.${field}`)}</span>
                      <NumberCell
                        row={index - headFields.length}
                        column={0}
                        label={tally(`settle.field.${field}`)}
                        value={record[field] ?? ''}
                        readOnly={!view.mayCount}
                        state={isBroken(record[field] ?? '') ? 'error' : 'plain'}
                        onCommit={(text) =>
                          queue.put('record', { [field]: text }, { version: view.record.version, hold: hold(text) })
                        }
                      />
                    </div>
                  ))}
                </div>
                <p className={classes['quiet']}>{t('seats-help', { percent: campaign.quotaPercent })}</p>
                <div role="status">
                  {view.result?.notes.map(({ code, sentence }) => (
                    <p key={code} className={view.result?.ok ? classes['watchText'] : classes['redText']}>
                      <strong>{code}</strong> {sentence}
                    </p>
                  ))}
                </div>
              </Panel>
              <Panel
                flush
                title={t('people')}
                note={view.result?.ok ? t('chosen', { count: view.result.chosen }) : t('not-counted')}
              >
                <div className={classes['scroll']}>
                  <table className={classes['compare']}>
                    <thead>
                      <tr>
                        <th scope="col">{t('name')}</th>
                        <th scope="col" className={classes['number']}>
                          {t('votes')}
                        </th>
                        <th scope="col">{t('result')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {view.rows.map((row, line) => {
                        const key = `votes/${row.caseId}`
                        const value = queue.aheadOf(key, row.version)['chosen'] ?? row.chosen
                        return (
                          <tr key={row.caseId}>
                            <th scope="row">
                              {row.position}. {row.name}
                            </th>
                            <td className={classes['number']}>
                              <NumberCell
                                row={line}
                                column={0}
                                label={t('votes-of', { name: row.name })}
                                value={value}
                                readOnly={!view.mayCount}
                                state={isBroken(value) ? 'error' : 'plain'}
                                onCommit={(text) =>
                                  queue.put(key, { chosen: text }, { version: row.version, hold: hold(text) })
                                }
                              />
                            </td>
                            <td>{view.result?.ok ? t(row.isChosen ? 'is-chosen' : 'not-chosen') : '–'}</td>
                          </tr>
                        )
                      })}
                    </tbody>
                  </table>
                </div>
              </Panel>
            </div>
          </EntryGrid>
        )}
        <Notice tone="info" title={t('machine-lowers-nobody')}>
          {t('machine-lowers-nobody-why')}
        </Notice>
      </div>
    </>
  )
}
