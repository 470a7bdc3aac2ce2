import { Button } from '@mantine/core'
import { Link, useRouteLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { frameLoader } from '../access/frame.server.ts'
import { IconFileText } from '../ui/icons.ts'

type Of = { readonly organizationId: string; readonly year: number; readonly caseId?: string }

/** The way to the papers of a cell, a committee or a member, for who may open them. */
export function PapersLink({ organizationId, year, caseId }: Of) {
  const t = useTranslations('reports')
  const frame = useRouteLoaderData<typeof frameLoader>('routes/_frame')
  if (!frame?.opensPapers) return null
  return (
    <Button
      component={Link}
      to={`/papers/${organizationId}/${year}${caseId === undefined ? '' : `?case=${caseId}`}`}
      leftSection={<IconFileText size={18} stroke={1.6} aria-hidden />}
      data-no-print
    >
      {t('papers.link')}
    </Button>
  )
}
