/** The phone's own camera app and its album: works in every web view. Stands invisible in a label. */

interface FileInputProps {
  label?: string | undefined
  disabled?: boolean | undefined
  take: (file: File) => unknown
}

export function FileInput({ label, disabled, take }: FileInputProps) {
  return (
    <input
      type="file"
      accept="image/*"
      capture="environment"
      aria-label={label}
      className="visually-hidden"
      disabled={disabled}
      onChange={({ target }) => {
        const [file] = target.files ?? []
        if (file) void take(file)
        // the same picture may be chosen again
        target.value = ''
      }}
    />
  )
}
