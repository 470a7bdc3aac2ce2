import { Button } from '@mantine/core'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'

/** The way from a self-review to the scores of its sheet. */
export function SheetLink({ to }: { to: string }) {
  const t = useTranslations('rules.scores')
  return (
    <Button component={Link} to={to}>
      {t('crumb')}
    </Button>
  )
}
