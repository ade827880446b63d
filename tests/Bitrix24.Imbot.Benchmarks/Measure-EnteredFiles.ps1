<#
.SYNOPSIS
Lists the source files that one call enters, in the order of the first entry.

.DESCRIPTION
Copies the module, and adds a line to each of its methods that writes the name of the source file to the console. Then it runs a script against the
emulator in a separate process. Build the solution first.

.EXAMPLE
./tests/Bitrix24.Imbot.Benchmarks/Measure-EnteredFiles.ps1
#>
[CmdletBinding()]
param(
    # The call. The session is connected to the emulator with a webhook, as the bot 456.
    [string] $Script = "Send-B24BotMessage chat5 'Hello'"
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Bench.Functions.ps1')
Add-Type -Path (Join-Path (Split-Path $benchmarks) 'Mono.Cecil.dll'), (Join-Path (Split-Path $benchmarks) 'Mono.Cecil.Pdb.dll')

$copy = Join-Path $work 'entered'
Remove-Item $copy -Recurse -Force -ErrorAction Ignore
$null = New-Item -ItemType Directory -Path $copy
Copy-Item $modulePath $copy
Copy-Item (Join-Path $repository 'module') $copy -Recurse

foreach ($name in 'Bitrix24.Imbot.Core', 'Bitrix24.Imbot') {
    $file = Join-Path $copy "module/bin/Core/$name.dll"
    $resolver = New-Object Mono.Cecil.DefaultAssemblyResolver
    $resolver.AddSearchDirectory((Split-Path $file))
    $resolver.AddSearchDirectory($PSHOME)
    $reader = New-Object Mono.Cecil.ReaderParameters -Property @{ ReadSymbols = $true; InMemory = $true; AssemblyResolver = $resolver }
    $assembly = [Mono.Cecil.AssemblyDefinition]::ReadAssembly($file, $reader)
    $module = $assembly.MainModule
    $write = $module.ImportReference([Console].GetMethod('WriteLine', [type[]] @([string])))
    foreach ($type in $module.GetTypes()) {
        foreach ($method in @($type.Methods | Where-Object HasBody)) {
            $point = $method.DebugInformation.SequencePoints | Select-Object -First 1
            if (-not $point) { continue }
            $source = $point.Document.Url -replace '^.*/src/', 'src/'
            $processor = $method.Body.GetILProcessor()
            $first = $method.Body.Instructions[0]
            $processor.InsertBefore($first, $processor.Create([Mono.Cecil.Cil.OpCodes]::Ldstr, "entered $source"))
            $processor.InsertBefore($first, $processor.Create([Mono.Cecil.Cil.OpCodes]::Call, $write))
        }
    }

    $assembly.Write($file)
    $assembly.Dispose()
}

$portal = Start-Portal '--self-hosted'
try {
    $run = Join-Path $work 'entered.ps1'
    [System.IO.File]::WriteAllText($run, @"
Import-Module '$copy/Bitrix24.Imbot.psd1'
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
[Console]::WriteLine('begin')
`$null = & { $Script }
[Console]::WriteLine('end')
"@)
    $lines = @(& $powershell @library -NoProfile -NonInteractive -File $run)
    if ($LASTEXITCODE -ne 0) { throw "The script ended with exit code ${LASTEXITCODE}: $($lines | Where-Object { $_ -notlike 'entered *' })" }
}
finally {
    Stop-Portal $portal
}

$begin = [array]::IndexOf($lines, 'begin')
$end = [array]::IndexOf($lines, 'end')
if ($begin -lt 0 -or $end -lt 0) { throw 'The script did not reach its end.' }
$files = @($lines[($begin + 1)..($end - 1)] | Where-Object { $_ -like 'entered *' } | ForEach-Object { $_.Substring(8) } | Select-Object -Unique)
$changes = 0
for ($index = 1; $index -lt $files.Count; $index++) {
    if ((Split-Path $files[$index]) -ne (Split-Path $files[$index - 1])) { $changes++ }
}

$files
Write-Host ('{0} files, {1} changes of folder' -f $files.Count, $changes)
