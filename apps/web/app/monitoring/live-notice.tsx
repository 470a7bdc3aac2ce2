import { Button } from '@mantine/core'
import { useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'

/** Follows what happens while a page is open: loads its figures anew and says so. Without a stream the page stands as it is. */
export function LiveNotice() {
  const t = useTranslations('watch.live')
  const { revalidate } = useRevalidator()
  const [count, setCount] = useState(0)
  useEffect(() => {
    const source = new EventSource('/monitoring/live')
    const told = new Set<string>()
    const onMessage = ({ lastEventId }: MessageEvent) => {
      // After a break some are told again.
      if (lastEventId !== '' && told.has(lastEventId)) return
      told.add(lastEventId)
      setCount((before) => before + 1)
      revalidate()
    }
    source.addEventListener('message', onMessage)
    return () => source.close()
  }, [revalidate])
  if (count === 0) return null
  return (
    <Notice
      tone="info"
      live="status"
      title={t('title', { count })}
      end={
        <Button variant="default" size="sm" onClick={() => setCount(0)}>
          {t('seen')}
        </Button>
      }
    />
  )
}
