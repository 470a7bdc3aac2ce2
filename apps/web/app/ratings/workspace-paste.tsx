import { Button, Modal } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type { PastePlan } from './tally-paste.ts'
import classes from './workspace.module.css'

const grades = { xs: 'XS', t: 'T', ht: 'HT', kht: 'KHT' } as const

/** Shows what a pasted block would change before it is taken. Loaded when somebody pastes. */
export default function PastePreview({ plan, take, close }: { plan: PastePlan; take: () => void; close: () => void }) {
  const t = useTranslations('ratings.tally.paste')
  const grade = useTranslations('ui.grade')
  const frame = useTranslations('ui.frame')
  const { changes, notNumbers, outside } = plan
  return (
    <Modal
      opened
      onClose={close}
      title={<strong>{t('title')}</strong>}
      closeButtonProps={{ 'aria-label': frame('close') }}
      size="lg"
    >
      <p>{changes.length === 0 ? t('nothing') : t('changes', { count: changes.length })}</p>
      {changes.length > 0 && (
        <div className={classes['pasted']}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('level')}</th>
                <th scope="col" className={classes['number']}>
                  {t('from')}
                </th>
                <th scope="col" className={classes['number']}>
                  {t('to')}
                </th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ caseId, name, field, from, to }) => (
                <tr key={`${caseId} ${field}`}>
                  <td>{name}</td>
                  <td>{grade(`short.${grades[field]}`)}</td>
                  <td className={classes['number']}>{from === '' ? '–' : from}</td>
                  <td className={classes['number']}>
                    <strong>{to}</strong>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {notNumbers.length > 0 && (
        <p className={classes['watchText']}>
          {t('not-numbers', {
            count: notNumbers.length,
            texts: [...new Set(notNumbers.map(({ to }) => to))].slice(0, 5).join(', '),
          })}
        </p>
      )}
      {outside > 0 && <p className={classes['watchText']}>{t('outside', { count: outside })}</p>}
      <div className={classes['buttons']}>
        <Button onClick={close}>{t('leave')}</Button>
        {changes.length > 0 && (
          <Button variant="filled" onClick={take} data-autofocus>
            {t('take', { count: changes.length })}
          </Button>
        )}
      </div>
    </Modal>
  )
}
