# Windows PowerShell 5.1 runs on .NET Framework and takes the netstandard2.0 build; PowerShell 7 takes the other one.
$framework = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
$binary = [System.IO.Path]::Combine($PSScriptRoot, 'bin', $framework, 'Bitrix24.Imbot.dll')
if (-not [System.IO.File]::Exists($binary)) {
    throw "The module is not built: '$binary' is missing. Run 'dotnet build' in the folder of Bitrix24.Imbot.psd1."
}

Import-Module -Name $binary
