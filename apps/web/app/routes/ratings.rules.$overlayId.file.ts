import type { LoaderFunctionArgs } from '@remix-run/node'
import { overlayFileLoader } from '../ratings/own-rules.server.ts'

export const loader = (args: LoaderFunctionArgs) => overlayFileLoader(args)
