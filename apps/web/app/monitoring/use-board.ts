import { useLoaderData } from '@remix-run/react'
import type { boardLoader } from './board.server.ts'

type Up = Extract<ReturnType<typeof useLoaderData<typeof boardLoader>>, { up: true }>

/** The board's figures; only drawn where monitor answered. */
export function useBoard(): Up {
  const board = useLoaderData<typeof boardLoader>()
  if (!board.up) throw new Error('drawn without figures')
  return board
}
