import { Button } from '@mantine/core'
import { useFetcher, useRevalidator } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'
import classes from './accounts.module.css'
import type { firstPasswordsAction } from './first-passwords.server.ts'
import { PasswordSheet } from './password-sheet.tsx'

type Props = {
  readonly runId: string
  readonly requestId: string
  readonly waiting: number
  readonly limit: number
}

/** First passwords of imported accounts, some at a time: as slips on this page or as a workbook, once. */
export function FirstPasswords({ runId, requestId, waiting, limit }: Props) {
  const giving = useFetcher<typeof firstPasswordsAction>()
  const { revalidate } = useRevalidator()
  const t = useTranslations('access.accounts.passwords')
  const format = useFormatter()
  const action = `/accounts/passwords/${runId}`
  const slips = giving.data && 'slips' in giving.data ? giving.data.slips : []
  const number = <input type="hidden" name="requestId" value={requestId} />
  return (
    <>
      <Panel title={t('title')}>
        <div className={classes['stack']}>
          <p role="status">{t('waiting', { count: waiting, shown: format.number(waiting) })}</p>
          {waiting > 0 && (
            <>
              <p className={classes['light']}>{t('help', { limit })}</p>
              <div className={classes['lineHead']} data-no-print>
                <giving.Form method="post" action={action}>
                  {number}
                  <input type="hidden" name="as" value="print" />
                  <Button type="submit" variant="filled" loading={giving.state !== 'idle'}>
                    {t('print')}
                  </Button>
                </giving.Form>
                {/* A download: the page stays and asks again how many still wait. */}
                <form method="post" action={action} onSubmit={() => setTimeout(revalidate, 15_000)}>
                  {number}
                  <input type="hidden" name="as" value="workbook" />
                  <Button type="submit" variant="default">
                    {t('workbook')}
                  </Button>
                </form>
              </div>
            </>
          )}
        </div>
      </Panel>
      {slips.length > 0 && <PasswordSheet slips={slips} />}
    </>
  )
}
