import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileLoader } from '../files/file.server.ts'

export { FileScreen as default } from '../files/file-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => fileLoader(args)
