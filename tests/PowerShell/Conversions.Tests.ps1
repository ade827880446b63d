# What administrators pass to the cmdlets: values that cannot be read, people, keyboards, attachments, times and paths.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal

    function New-ThrowingProperty {
        param([string] $Name)
        $item = New-Object psobject
        $item | Add-Member -MemberType ScriptProperty -Name $Name -Value { throw 'boom' } -PassThru
    }

    Add-Type -TypeDefinition @'
public class B24TestThrowingList : System.Collections.IEnumerable
{
    public System.Collections.IEnumerator GetEnumerator() { throw new System.InvalidOperationException("boom"); }
}

public class B24TestThrowingText
{
    public override string ToString() { throw new System.InvalidOperationException("boom"); }
}
'@
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'What administrators pass' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'Values that cannot be read' {
        It 'costs one command of a batch and not the others' {
            $good = @{ Method = 'imbot.v2.Chat.get'; Parameter = @{ botId = 456; dialogId = 'chat5' } }
            $bad = @(
                @{ Method = 'imbot.v2.Chat.get'; Parameter = (New-ThrowingProperty botId) }
                @{ Method = 'imbot.v2.Chat.get'; Parameter = @{ fields = @{ list = [B24TestThrowingList]::new() } } }
                @{ Method = [B24TestThrowingText]::new() }
                @{ Key = [B24TestThrowingText]::new(); Method = 'imbot.v2.Chat.get' }
                New-ThrowingProperty Method
            )
            $results = @(@($good) + $bad + @($good) | Invoke-B24Batch -ErrorAction SilentlyContinue -ErrorVariable problem)
            $results.Count | Should -Be 7
            @($results | Where-Object { $null -eq $_.Error }).Count | Should -Be 2
            $problem.Count | Should -Be 5
            "$($problem[1])" | Should -BeLike "*'fields.list'*boom*"
        }

        It 'refuses <Date> in <Zone> as an error of that object' -ForEach @(
            @{ Date = 'MinValue'; Zone = 'Asia/Tokyo' }
            @{ Date = 'MaxValue'; Zone = 'America/New_York' }
        ) {
            Skip-OnWindows
            $child = Invoke-ChildPowerShell -Environment @{ TZ = $Zone; BITRIX24_URI = $portal.webhookUri } -Command @"
                Connect-B24Webhook `$env:BITRIX24_URI -BotId 456 -BotToken my_bot_token
                `$results = @{ Method = 'a.b'; Parameter = @{ since = [datetime]::$Date } }, @{ Method = 'imbot.v2.Chat.get'; Parameter = @{ botId = 456; dialogId = 'chat5' } } |
                    Invoke-B24Batch -ErrorAction SilentlyContinue -ErrorVariable problem
                "`$(@(`$results).Count) results, `$(`$null -eq @(`$results)[1].Error); `$(`$problem[0].FullyQualifiedErrorId); `$(`$problem[0])"
"@
            $child.ErrorText | Should -BeNullOrEmpty
            $child.Output | Should -BeLike "2 results, True; ParameterNotSerializable,*'since'*"
        }

        It 'stops with an error of the module in Invoke-B24Method and Send-B24BotContext' {
            Get-ErrorId (Get-Failure { Invoke-B24Method a.b (New-ThrowingProperty x) }) | Should -BeExactly 'ParameterNotSerializable'
            Get-ErrorId (Get-Failure { Send-B24BotContext @{ list = [B24TestThrowingList]::new() } }) | Should -BeExactly 'ParameterNotSerializable'
        }

        It 'leaves a cell of a table empty' {
            $rows = (New-ThrowingProperty Value), [pscustomobject]@{ Value = [B24TestThrowingText]::new() }, [pscustomobject]@{ Value = [B24TestThrowingList]::new() },
                [pscustomobject]@{ Value = 'good' }
            "$(($rows | ConvertTo-B24Attachment -Property Value).Blocks)" | Should -BeLike '*good*'
        }

        It 'is an error of New-B24AttachmentBlock' {
            $null = New-B24AttachmentBlock -Row @{ a = [B24TestThrowingText]::new() } -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'AttachmentBlockInvalid'
            $null = New-B24AttachmentBlock -Grid @{ Name = 'x'; Width = [B24TestThrowingText]::new() } -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'AttachmentBlockInvalid'
        }

        It 'takes a bracket for a name' {
            $null = Get-B24Session '[' -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'SessionNotFound'
            Get-ErrorId (Get-Failure { Get-B24Profile '[' }) | Should -BeExactly 'ProfileNameInvalid'
            Get-B24BotCommand '[' | Should -BeNullOrEmpty
            "$((@{ '[' = 'good' } | ConvertTo-B24Attachment -Property '[').Blocks)" | Should -BeLike '*good*'
        }

        It 'refuses a NUL character in every path' {
            $path = "a$([char]0)b"
            $null = Send-B24BotFile chat5 $path -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'FileNotFound'
            $null = New-B24BotChat x -AvatarPath $path -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'FileNotFound'
            Get-ErrorId (Get-Failure { Save-B24BotFile 1 $path }) | Should -BeExactly 'FileNotFound'
            Get-ErrorId (Get-Failure { Watch-B24BotEvent -OffsetStore $path -Timeout 1 }) | Should -BeExactly 'FileNotFound'
            Get-ErrorId (Get-Failure { Start-B24Bot -DeadLetterPath $path -Timeout 1 -OnMessage { } }) | Should -BeExactly 'FileNotFound'
            Get-ErrorId (Get-Failure { Connect-B24Webhook $portal.webhookUri -CertificateAuthorityPath $path }) | Should -BeExactly 'FileNotFound'
            Get-ErrorId (Get-Failure { Connect-TestOAuth $portal -Option @{ TokenStore = $path } }) | Should -BeExactly 'FileNotFound'
        }
    }
}
