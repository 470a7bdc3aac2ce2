import type { LoaderFunctionArgs } from '@remix-run/node'
import { frameLoader } from '../access/frame.server.ts'

export { FrameScreen as default } from '../access/frame-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => frameLoader(args)
