import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'

/** Where an upload stands. */
export type UploadState =
  | { readonly step: 'idle' }
  | { readonly step: 'sending'; readonly share: number }
  /** All is sent; the server looks at it. */
  | { readonly step: 'checking' }
  | { readonly step: 'kept' }
  | { readonly step: 'refused'; readonly fault: string; readonly code: string }
  | { readonly step: 'broken' }

/**
 * Sends a form with its file and tells how far it is. What is refused or breaks off leaves nothing on the server, and the
 * same form may be sent again: it acts once.
 */
export function useUpload(address: string, onKept: () => void) {
  const [state, setState] = useState<UploadState>({ step: 'idle' })
  const { revalidate } = useRevalidator()
  const running = useRef<XMLHttpRequest | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const send = useCallback(
    (form: FormData) => {
      const request = new XMLHttpRequest()
      running.current = request
      request.open('POST', address)
      request.responseType = 'json'
      request.upload.onprogress = ({ loaded, total, lengthComputable }) =>
        setState(
          loaded < total || !lengthComputable ? { step: 'sending', share: loaded / total } : { step: 'checking' },
        )
      request.upload.onload = () => setState({ step: 'checking' })
      request.onerror = () => setState({ step: 'broken' })
      request.onabort = () => setState({ step: 'idle' })
      request.onload = () => {
        const answer: unknown = request.response
        if (request.status === 200) {
          setState({ step: 'kept' })
          onKept()
          revalidate()
        } else if (isFault(answer)) setState({ step: 'refused', fault: answer.fault, code: answer.code })
        // Signed out meanwhile, or no longer allowed: the page itself knows what to say.
        else if ([401, 403, 404].includes(request.status)) window.location.reload()
        else setState({ step: 'broken' })
      }
      setState({ step: 'sending', share: 0 })
      request.send(form)
    },
    [address, onKept, revalidate],
  )
  const cancel = useCallback(() => running.current?.abort(), [])
  return { state, send, cancel }
}

const isFault = (answer: unknown): answer is { fault: string; code: string } =>
  typeof answer === 'object' && answer !== null && 'fault' in answer && 'code' in answer
