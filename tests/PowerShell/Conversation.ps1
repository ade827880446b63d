# Shared functions of the Pester files in which people talk to bot 456. Dot-source it in BeforeAll, after Common.ps1: . $PSScriptRoot/Conversation.ps1
#
# They use $portal; $bot, which Start-Background or Start-ListeningBot returned; and $last, the ID of the message after which the bot's answers count.
#
# This file is ASCII, with the syntax of Windows PowerShell 5.1.

function Reset-Conversation {
    # Begins with a new portal, a new state folder, and a session for bot 456. Creates the private dialogs of two people and reads their events,
    # because their first messages also cause events for the new dialogs.
    Reset-TestConnection $portal
    $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
    Add-PortalPost $portal 'hello'
    Add-PortalPost $portal 'hello' -UserId 23
    $null = Watch-B24BotEvent -MaxEvents 4
}

function Start-Background {
    # Starts a script in another runspace of this process, with a session for bot 456. Complete-Background returns its output, and Stop-Bot stops it.
    # -Variable: variables of the script. -ConnectOption: further parameters of Connect-B24Webhook, as text.
    param([string] $Script, [hashtable] $Variable = @{}, [string] $ConnectOption)

    $shell = [powershell]::Create()
    foreach ($name in $Variable.Keys) {
        $shell.Runspace.SessionStateProxy.SetVariable($name, $Variable[$name])
    }

    $connect = "Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token $ConnectOption"
    $null = $shell.AddScript("Import-Module '$modulePath'`n$connect`n$Script")
    [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
}

function Complete-Background {
    # Returns the output of the script. An error of the script is an error of the test, like three minutes without an end.
    param($Beside)

    try {
        if (-not $Beside.Running.AsyncWaitHandle.WaitOne(180000)) {
            $Beside.Shell.Stop()
            throw 'The other script did not end.'
        }

        $Beside.Shell.EndInvoke($Beside.Running)
        if ($Beside.Shell.Streams.Error.Count -gt 0) {
            throw $Beside.Shell.Streams.Error[0]
        }
    }
    finally {
        $Beside.Shell.Dispose()
    }
}

function Start-ListeningBot {
    # Starts a script that runs Start-B24Bot, and returns the bot when the queue of events was read the given number of times.
    param([string] $Script, [int] $Count = 1, [string] $ConnectOption)

    $bot = Start-Background $Script -ConnectOption $ConnectOption
    $limit = [System.Diagnostics.Stopwatch]::StartNew()
    while (@(Get-PortalRequest $portal 'imbot.v2.Event.get' -Count $Count -WaitSeconds 1).Count -lt $Count) {
        if ($bot.Running.IsCompleted -or $limit.Elapsed.TotalSeconds -gt 60) {
            throw "The bot does not listen: $(Get-Stream Error)"
        }
    }

    $bot
}

function Get-Stream {
    # Returns the output of the bot so far. Enumerating an open stream would block.
    param([string] $Name)
    $stream = $bot.Shell.Streams.$Name
    for ($index = 0; $index -lt $stream.Count; $index++) { $stream[$index] }
}

function Get-BotOutput {
    # The output of the bot, for the message of a test that fails.
    "Errors: $((Get-Stream Error) -join ' || ') Warnings: $((Get-Stream Warning) -join ' || ')"
}

function Get-Said {
    # Returns the messages of the bot in a dialog, without the zero-width spaces in their texts.
    # -AfterId: only newer messages. -Count: the number of messages to wait for, up to 0.2 seconds.
    param([string] $DialogId = '17', [long] $AfterId, [int] $Count)

    foreach ($message in Invoke-PortalControl $portal GET "chats/$DialogId/messages?authorId=456&afterId=$AfterId&count=$Count&waitSeconds=0.2") {
        $message.text = $message.text.Replace([string] [char] 0x200B, '')
        $message
    }
}

function Wait-Said {
    # Waits for a message of the bot that matches and is newer than $last, and returns it.
    param([string] $Like = '*', [string] $DialogId = '17')

    $limit = [System.Diagnostics.Stopwatch]::StartNew()
    $said = @()
    while ($limit.Elapsed.TotalSeconds -lt 40) {
        # Checks at the next message, and every 0.2 seconds, because a message can also be edited.
        $said = @(Get-Said $DialogId -AfterId $last -Count ($said.Count + 1))
        $found = @($said | Where-Object text -Like $Like)
        if ($found.Count) {
            return $found[0]
        }
    }

    throw "The bot did not say '$Like'. It said: $($said.text -join ' || ') $(Get-BotOutput)"
}

function Wait-Until {
    # Waits until the condition returns something, and returns the first object.
    param([scriptblock] $Condition, [int] $Seconds = 40)

    $limit = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not ($found = & $Condition)) {
        if ($limit.Elapsed.TotalSeconds -gt $Seconds) {
            throw "The condition was not met: $Condition. The bot said: $((Get-Said).text -join ' || ') $(Get-BotOutput)"
        }

        Start-Sleep -Milliseconds 30
    }

    @($found)[0]
}

function Send-Line {
    # A person writes a line to the bot. Wait-Said then returns only newer messages.
    param([string] $Text, [int] $UserId = 17)
    $script:last = (Invoke-PortalControl $portal POST messages @{ dialogId = '456'; text = $Text; userId = $UserId }).id
}

function Read-Answer {
    # A person writes a line to the bot, and reads the answer.
    param([string] $Text, [string] $Like = '*', [int] $UserId = 17)
    Send-Line $Text $UserId
    (Wait-Said $Like $UserId).text
}

function Push-Button {
    param($Message, [string] $Text, [int] $UserId = 17)
    $null = Invoke-PortalControl $portal POST "messages/$($Message.id)/press" @{ text = $Text; userId = $UserId }
}
